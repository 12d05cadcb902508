package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.sparkrnn.baseline.Boundaries;
import org.sparkrnn.ml.param.kind.ParamOwner;
import org.sparkrnn.ml.param.kind.Valid;

/**
 * What the n-gram language model counts.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 */
public interface HasNGrams extends ParamOwner {
  /** The Param order: see {@link #getOrder}. */
  default IntParam order() {
    return declared(
        "order",
        () ->
            new IntParam(
                this,
                "order",
                "length of the longest n-grams",
                Valid.atLeast("order", 1)),
        5);
  }

  /**
   * Length of the longest n-grams (at least 1, default 5).
   */
  default int getOrder() {
    return (int) getOrDefault(order());
  }

  /** The Param maxNGrams: see {@link #getMaxNGrams}. */
  default IntParam maxNGrams() {
    return declared(
        "maxNGrams",
        () ->
            new IntParam(
                this,
                "maxNGrams",
                "n-grams of two tokens or more that the model keeps at most: where more were seen, the rarest are left out on the executors, so that the driver's memory does not grow with the text; 0 for all",
                Valid.atLeast("maxNGrams", 0)),
        5000000);
  }

  /**
   * N-grams of two tokens or more that the model keeps at most: where more were seen, the rarest
   * are left out on the executors, so that the driver's memory does not grow with the text; 0 for
   * all (at least 0, default 5000000).
   */
  default int getMaxNGrams() {
    return (int) getOrDefault(maxNGrams());
  }

  /** The Param boundaries: see {@link #getBoundaries}. */
  default Param<String> boundaries() {
    return declared(
        "boundaries",
        () ->
            new Param<>(
                this,
                "boundaries",
                "ends of rows: stream (rows follow each other without a break), lineEnds (one stream, an end token after each row), lines (each row for itself, with start and end tokens): stream, lineEnds, lines",
                Valid.oneOf("boundaries", Boundaries.values(), Boundaries::paramValue)),
        "lines");
  }

  /**
   * Ends of rows: stream (rows follow each other without a break), lineEnds (one stream, an end
   * token after each row), lines (each row for itself, with start and end tokens): stream,
   * lineEnds, lines (default lines).
   */
  default String getBoundaries() {
    return getOrDefault(boundaries());
  }
}
