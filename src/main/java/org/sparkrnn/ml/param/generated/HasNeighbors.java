package org.sparkrnn.ml.param.generated;

import java.util.List;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.sparkrnn.ml.param.kind.ParamOwner;
import org.sparkrnn.ml.param.kind.Valid;

/**
 * By what distance series are near, and of how many the nearest is looked for.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 */
public interface HasNeighbors extends ParamOwner {
  /** The Param distance: see {@link #getDistance}. */
  default Param<String> distance() {
    return declared(
        "distance",
        () ->
            new Param<>(
                this,
                "distance",
                "how far two series are from each other, step by step or by dynamic time warping: euclidean, dtw",
                Valid.oneOf("distance", List.of("euclidean", "dtw"))),
        "dtw");
  }

  /**
   * How far two series are from each other, step by step or by dynamic time warping: euclidean,
   * dtw (default dtw).
   */
  default String getDistance() {
    return getOrDefault(distance());
  }

  /** The Param warpingWindow: see {@link #getWarpingWindow}. */
  default DoubleParam warpingWindow() {
    return declared(
        "warpingWindow",
        () ->
            new DoubleParam(
                this,
                "warpingWindow",
                "share of the longer series' steps that warping moves a step by at most (if not set: learned on the training series, from 0 to 0.2)",
                Valid.within("warpingWindow", 0, true, 1)),
        null);
  }

  /**
   * Share of the longer series' steps that warping moves a step by at most (if not set: learned
   * on the training series, from 0 to 0.2) (at least 0 and below 1).
   */
  default double getWarpingWindow() {
    return (double) getOrDefault(warpingWindow());
  }

  /** The Param maxSeries: see {@link #getMaxSeries}. */
  default IntParam maxSeries() {
    return declared(
        "maxSeries",
        () ->
            new IntParam(
                this,
                "maxSeries",
                "training series to compare with at most; of more, so many are chosen by their content",
                Valid.atLeast("maxSeries", 1)),
        10000);
  }

  /**
   * Training series to compare with at most; of more, so many are chosen by their content (at
   * least 1, default 10000).
   */
  default int getMaxSeries() {
    return (int) getOrDefault(maxSeries());
  }
}
