package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.sparkrnn.ml.param.kind.ParamOwner;
import org.sparkrnn.ml.param.kind.Valid;

/**
 * Dropout and random changes of the data in training.
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
                "fraction of the tokens that training replaces by the unknown word, so that the vector of the unknown word is trained",
                Valid.within("wordDropout", 0, true, 1)),
        0.05);
  }

  /**
   * Fraction of the tokens that training replaces by the unknown word, so that the vector of the
   * unknown word is trained (at least 0 and below 1, default 0.05).
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
                "strength of the random time warping of numeric sequences in training: the local speed changes by a factor of up to exp(timeWarp); not for models with a target per step",
                Valid.within("timeWarp", 0, true, 2)),
        0.0);
  }

  /**
   * Strength of the random time warping of numeric sequences in training: the local speed changes
   * by a factor of up to exp(timeWarp); not for models with a target per step (at least 0 and
   * below 2, default 0.0).
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
                "largest fraction of the steps of a numeric sequence that training sets to 0. These are consecutive steps; their number and their place are random",
                Valid.within("timeMask", 0, true, 1)),
        0.0);
  }

  /**
   * Largest fraction of the steps of a numeric sequence that training sets to 0. These are
   * consecutive steps; their number and their place are random (at least 0 and below 1, default
   * 0.0).
   */
  default double getTimeMask() {
    return (double) getOrDefault(timeMask());
  }

  /** The Param featureMask: see {@link #getFeatureMask}. */
  default DoubleParam featureMask() {
    return declared(
        "featureMask",
        () ->
            new DoubleParam(
                this,
                "featureMask",
                "largest fraction of the features of a numeric sequence that training sets to 0 at all steps of the sequence. These are consecutive features; their number and their place are random",
                Valid.within("featureMask", 0, true, 1)),
        0.0);
  }

  /**
   * Largest fraction of the features of a numeric sequence that training sets to 0 at all steps
   * of the sequence. These are consecutive features; their number and their place are random (at
   * least 0 and below 1, default 0.0).
   */
  default double getFeatureMask() {
    return (double) getOrDefault(featureMask());
  }

  /** The Param inputDropout: see {@link #getInputDropout}. */
  default DoubleParam inputDropout() {
    return declared(
        "inputDropout",
        () ->
            new DoubleParam(
                this,
                "inputDropout",
                "dropout rate of the embedded tokens or features",
                Valid.within("inputDropout", 0, true, 1)),
        0.0);
  }

  /**
   * Dropout rate of the embedded tokens or features (at least 0 and below 1, default 0.0).
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
                "dropout rate between recurrent layers",
                Valid.within("dropout", 0, true, 1)),
        0.0);
  }

  /**
   * Dropout rate between recurrent layers (at least 0 and below 1, default 0.0).
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
                "dropout rate of the output of the last recurrent layer",
                Valid.within("outputDropout", 0, true, 1)),
        0.0);
  }

  /**
   * Dropout rate of the output of the last recurrent layer (at least 0 and below 1, default 0.0).
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
                "whether all steps of a sequence share one dropout mask; if false, each step has its own"),
        false);
  }

  /**
   * Whether all steps of a sequence share one dropout mask; if false, each step has its own
   * (default false).
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
                "dropout rate of the recurrent weights of layers; the mask is the same for all steps of a mini-batch",
                Valid.within("weightDropout", 0, true, 1)),
        0.0);
  }

  /**
   * Dropout rate of the recurrent weights of layers; the mask is the same for all steps of a
   * mini-batch (at least 0 and below 1, default 0.0).
   */
  default double getWeightDropout() {
    return (double) getOrDefault(weightDropout());
  }

  /** The Param recurrentDropout: see {@link #getRecurrentDropout}. */
  default DoubleParam recurrentDropout() {
    return declared(
        "recurrentDropout",
        () ->
            new DoubleParam(
                this,
                "recurrentDropout",
                "dropout rate of the previous hidden state in the recurrent product of cells elman, lstm and gru; the mask is the same for all steps of a sequence",
                Valid.within("recurrentDropout", 0, true, 1)),
        0.0);
  }

  /**
   * Dropout rate of the previous hidden state in the recurrent product of cells elman, lstm and
   * gru; the mask is the same for all steps of a sequence (at least 0 and below 1, default 0.0).
   */
  default double getRecurrentDropout() {
    return (double) getOrDefault(recurrentDropout());
  }
}
