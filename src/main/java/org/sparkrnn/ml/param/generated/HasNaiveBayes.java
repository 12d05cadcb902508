package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.sparkrnn.ml.param.kind.ParamOwner;
import org.sparkrnn.ml.param.kind.Valid;

/**
 * What naive Bayes counts.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 */
public interface HasNaiveBayes extends ParamOwner {
  /** The Param minOrder: see {@link #getMinOrder}. */
  default IntParam minOrder() {
    return declared(
        "minOrder",
        () ->
            new IntParam(
                this,
                "minOrder",
                "length of the shortest n-grams",
                Valid.atLeast("minOrder", 1)),
        2);
  }

  /**
   * Length of the shortest n-grams (at least 1, default 2).
   */
  default int getMinOrder() {
    return (int) getOrDefault(minOrder());
  }

  /** The Param maxOrder: see {@link #getMaxOrder}. */
  default IntParam maxOrder() {
    return declared(
        "maxOrder",
        () ->
            new IntParam(
                this,
                "maxOrder",
                "length of the longest n-grams",
                Valid.atLeast("maxOrder", 1)),
        3);
  }

  /**
   * Length of the longest n-grams (at least 1, default 3).
   */
  default int getMaxOrder() {
    return (int) getOrDefault(maxOrder());
  }

  /** The Param smoothing: see {@link #getSmoothing}. */
  default DoubleParam smoothing() {
    return declared(
        "smoothing",
        () ->
            new DoubleParam(
                this,
                "smoothing",
                "number added to the count of every n-gram; 1 is add-one smoothing, and smaller numbers suit rare classes better",
                Valid.within("smoothing", 0, false, Double.POSITIVE_INFINITY)),
        0.05);
  }

  /**
   * Number added to the count of every n-gram; 1 is add-one smoothing, and smaller numbers suit
   * rare classes better (above 0, default 0.05).
   */
  default double getSmoothing() {
    return (double) getOrDefault(smoothing());
  }
}
