package org.sparkrnn.ml.param.generated;

import java.util.List;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.sparkrnn.ml.param.kind.ParamOwner;
import org.sparkrnn.ml.param.kind.Valid;

/**
 * Distance between series, and their number.
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
                "distance between two series: step by step (euclidean) or after dynamic time warping (dtw). One of euclidean, dtw",
                Valid.oneOf("distance", List.of("euclidean", "dtw"))),
        "dtw");
  }

  /**
   * Distance between two series: step by step (euclidean) or after dynamic time warping (dtw).
   * One of euclidean, dtw (default dtw).
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
                "largest shift of a step by warping, as a fraction of the length of the longer series (if not set, it is learned on the training series, from 0 to 0.2)",
                Valid.within("warpingWindow", 0, true, 1)),
        null);
  }

  /**
   * Largest shift of a step by warping, as a fraction of the length of the longer series (if not
   * set, it is learned on the training series, from 0 to 0.2) (at least 0 and below 1).
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
                "largest number of training series to compare with; if there are more, this many are chosen by their content",
                Valid.atLeast("maxSeries", 1)),
        10000);
  }

  /**
   * Largest number of training series to compare with; if there are more, this many are chosen by
   * their content (at least 1, default 10000).
   */
  default int getMaxSeries() {
    return (int) getOrDefault(maxSeries());
  }
}
