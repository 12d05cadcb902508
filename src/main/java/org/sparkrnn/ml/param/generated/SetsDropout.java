package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.Param;
import org.sparkrnn.data.InvalidInputException;

/**
 * Setters of {@link HasDropout}.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 *
 * @param <E> the object itself, which setters return
 */
public interface SetsDropout<E> extends HasDropout {
  @SuppressWarnings("unchecked") // by contract
  private <T> E with(Param<T> param, T value) {
    set(param, value);
    return (E) this;
  }

  /**
   * Sets wordDropout: fraction of the tokens that training replaces by the unknown word, so that
   * the vector of the unknown word is trained (at least 0 and below 1, default 0.05).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setWordDropout(double value) {
    return with(wordDropout(), value);
  }

  /**
   * Sets timeWarp: strength of the random time warping of numeric sequences in training: the
   * local speed changes by a factor of up to exp(timeWarp); not for models with a target per step
   * (at least 0 and below 2, default 0.0).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setTimeWarp(double value) {
    return with(timeWarp(), value);
  }

  /**
   * Sets timeMask: largest fraction of the steps of a numeric sequence that training sets to 0.
   * These are consecutive steps; their number and their place are random (at least 0 and below 1,
   * default 0.0).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setTimeMask(double value) {
    return with(timeMask(), value);
  }

  /**
   * Sets featureMask: largest fraction of the features of a numeric sequence that training sets
   * to 0 at all steps of the sequence. These are consecutive features; their number and their
   * place are random (at least 0 and below 1, default 0.0).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setFeatureMask(double value) {
    return with(featureMask(), value);
  }

  /**
   * Sets inputDropout: dropout rate of the embedded tokens or features (at least 0 and below 1,
   * default 0.0).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setInputDropout(double value) {
    return with(inputDropout(), value);
  }

  /**
   * Sets dropout: dropout rate between recurrent layers (at least 0 and below 1, default 0.0).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setDropout(double value) {
    return with(dropout(), value);
  }

  /**
   * Sets outputDropout: dropout rate of the output of the last recurrent layer (at least 0 and
   * below 1, default 0.0).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setOutputDropout(double value) {
    return with(outputDropout(), value);
  }

  /**
   * Sets variationalDropout: whether all steps of a sequence share one dropout mask; if false,
   * each step has its own (default false).
   */
  default E setVariationalDropout(boolean value) {
    return with(variationalDropout(), value);
  }

  /**
   * Sets weightDropout: dropout rate of the recurrent weights of layers; the mask is the same for
   * all steps of a mini-batch (at least 0 and below 1, default 0.0).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setWeightDropout(double value) {
    return with(weightDropout(), value);
  }

  /**
   * Sets recurrentDropout: dropout rate of the previous hidden state in the recurrent product of
   * cells elman, lstm and gru; the mask is the same for all steps of a sequence (at least 0 and
   * below 1, default 0.0).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setRecurrentDropout(double value) {
    return with(recurrentDropout(), value);
  }
}
