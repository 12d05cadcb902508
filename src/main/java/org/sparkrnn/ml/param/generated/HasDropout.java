package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.sparkrnn.ml.param.kind.ParamOwner;
import org.sparkrnn.ml.param.kind.Valid;

/**
 * What training drops at random.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 */
public interface HasDropout extends ParamOwner {
  /** The Param wordDropout: see {@link #getWordDropout}. */
  default DoubleParam wordDropout() {
    return declared(
        "wordDropout",
        () ->
            new DoubleParam(
                this,
                "wordDropout",
                "share of tokens replaced by the unknown word in training, so that it is learned",
                Valid.within("wordDropout", 0, true, 1)),
        0.05);
  }

  /**
   * Share of tokens replaced by the unknown word in training, so that it is learned (at least 0
   * and below 1, default 0.05).
   */
  default double getWordDropout() {
    return (double) getOrDefault(wordDropout());
  }

  /** The Param timeWarp: see {@link #getTimeWarp}. */
  default DoubleParam timeWarp() {
    return declared(
        "timeWarp",
        () ->
            new DoubleParam(
                this,
                "timeWarp",
                "how much training bends the time of sequences of numbers: speeds are up to exp(timeWarp) times as high or as low; for one output a sequence",
                Valid.within("timeWarp", 0, true, 2)),
        0.0);
  }

  /**
   * How much training bends the time of sequences of numbers: speeds are up to exp(timeWarp)
   * times as high or as low; for one output a sequence (at least 0 and below 2, default 0.0).
   */
  default double getTimeWarp() {
    return (double) getOrDefault(timeWarp());
  }

  /** The Param timeMask: see {@link #getTimeMask}. */
  default DoubleParam timeMask() {
    return declared(
        "timeMask",
        () ->
            new DoubleParam(
                this,
                "timeMask",
                "share of a sequence's steps, next to each other, whose numbers training sets to 0 at most",
                Valid.within("timeMask", 0, true, 1)),
        0.0);
  }

  /**
   * Share of a sequence's steps, next to each other, whose numbers training sets to 0 at most (at
   * least 0 and below 1, default 0.0).
   */
  default double getTimeMask() {
    return (double) getOrDefault(timeMask());
  }

  /** The Param inputDropout: see {@link #getInputDropout}. */
  default DoubleParam inputDropout() {
    return declared(
        "inputDropout",
        () ->
            new DoubleParam(
                this,
                "inputDropout",
                "share of the units of embedded tokens or features dropped in training, what remains being scaled up",
                Valid.within("inputDropout", 0, true, 1)),
        0.0);
  }

  /**
   * Share of the units of embedded tokens or features dropped in training, what remains being
   * scaled up (at least 0 and below 1, default 0.0).
   */
  default double getInputDropout() {
    return (double) getOrDefault(inputDropout());
  }

  /** The Param dropout: see {@link #getDropout}. */
  default DoubleParam dropout() {
    return declared(
        "dropout",
        () ->
            new DoubleParam(
                this,
                "dropout",
                "share of the units between recurrent layers dropped in training, what remains being scaled up",
                Valid.within("dropout", 0, true, 1)),
        0.0);
  }

  /**
   * Share of the units between recurrent layers dropped in training, what remains being scaled up
   * (at least 0 and below 1, default 0.0).
   */
  default double getDropout() {
    return (double) getOrDefault(dropout());
  }

  /** The Param outputDropout: see {@link #getOutputDropout}. */
  default DoubleParam outputDropout() {
    return declared(
        "outputDropout",
        () ->
            new DoubleParam(
                this,
                "outputDropout",
                "share of the last recurrent layer's units dropped in training, what remains being scaled up",
                Valid.within("outputDropout", 0, true, 1)),
        0.0);
  }

  /**
   * Share of the last recurrent layer's units dropped in training, what remains being scaled up
   * (at least 0 and below 1, default 0.0).
   */
  default double getOutputDropout() {
    return (double) getOrDefault(outputDropout());
  }

  /** The Param variationalDropout: see {@link #getVariationalDropout}. */
  default BooleanParam variationalDropout() {
    return declared(
        "variationalDropout",
        () ->
            new BooleanParam(
                this,
                "variationalDropout",
                "whether all steps of a sequence drop the same units, instead of others each"),
        false);
  }

  /**
   * Whether all steps of a sequence drop the same units, instead of others each (default false).
   */
  default boolean getVariationalDropout() {
    return (boolean) getOrDefault(variationalDropout());
  }

  /** The Param weightDropout: see {@link #getWeightDropout}. */
  default DoubleParam weightDropout() {
    return declared(
        "weightDropout",
        () ->
            new DoubleParam(
                this,
                "weightDropout",
                "share of the recurrent weights dropped in training, the same at all steps of a mini-batch, what remains being scaled up",
                Valid.within("weightDropout", 0, true, 1)),
        0.0);
  }

  /**
   * Share of the recurrent weights dropped in training, the same at all steps of a mini-batch,
   * what remains being scaled up (at least 0 and below 1, default 0.0).
   */
  default double getWeightDropout() {
    return (double) getOrDefault(weightDropout());
  }
}
