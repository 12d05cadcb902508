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
                "largest number of n-grams of two or more tokens that the model keeps; the executors leave out the rarest, so that the driver's memory does not grow with the text; 0 for no limit",
                Valid.atLeast("maxNGrams", 0)),
        5000000);
  }

  /**
   * Largest number of n-grams of two or more tokens that the model keeps; the executors leave out
   * the rarest, so that the driver's memory does not grow with the text; 0 for no limit (at least
   * 0, default 5000000).
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
                "role of a row: a text of its own between start and end tokens (lines), or a part of one long text, in the order of the rows, with an end token after each row (lineEnds; LanguageModel calls this stream) or without any end token (stream). One of stream, lineEnds, lines",
                Valid.oneOf("boundaries", Boundaries.values(), Boundaries::paramValue)),
        "lines");
  }

  /**
   * Role of a row: a text of its own between start and end tokens (lines), or a part of one long
   * text, in the order of the rows, with an end token after each row (lineEnds; LanguageModel
   * calls this stream) or without any end token (stream). One of stream, lineEnds, lines (default
   * lines).
   */
  default String getBoundaries() {
    return getOrDefault(boundaries());
  }
}
