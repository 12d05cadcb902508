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
   * Sets wordDropout: share of tokens replaced by the unknown word in training, so that it is
   * learned (at least 0 and below 1, default 0.05).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setWordDropout(double value) {
    return with(wordDropout(), value);
  }

  /**
   * Sets timeWarp: how much training bends the time of sequences of numbers: speeds are up to
   * exp(timeWarp) times as high or as low; for one output a sequence (at least 0 and below 2,
   * default 0.0).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setTimeWarp(double value) {
    return with(timeWarp(), value);
  }

  /**
   * Sets timeMask: share of a sequence's steps, next to each other, whose numbers training sets
   * to 0 at most (at least 0 and below 1, default 0.0).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setTimeMask(double value) {
    return with(timeMask(), value);
  }

  /**
   * Sets inputDropout: share of the units of embedded tokens or features dropped in training,
   * what remains being scaled up (at least 0 and below 1, default 0.0).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setInputDropout(double value) {
    return with(inputDropout(), value);
  }

  /**
   * Sets dropout: share of the units between recurrent layers dropped in training, what remains
   * being scaled up (at least 0 and below 1, default 0.0).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setDropout(double value) {
    return with(dropout(), value);
  }

  /**
   * Sets outputDropout: share of the last recurrent layer's units dropped in training, what
   * remains being scaled up (at least 0 and below 1, default 0.0).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setOutputDropout(double value) {
    return with(outputDropout(), value);
  }

  /**
   * Sets variationalDropout: whether all steps of a sequence drop the same units, instead of
   * others each (default false).
   */
  default E setVariationalDropout(boolean value) {
    return with(variationalDropout(), value);
  }

  /**
   * Sets weightDropout: share of the recurrent weights dropped in training, the same at all steps
   * of a mini-batch, what remains being scaled up (at least 0 and below 1, default 0.0).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setWeightDropout(double value) {
    return with(weightDropout(), value);
  }
}
