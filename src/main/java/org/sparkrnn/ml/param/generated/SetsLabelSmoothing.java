package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.Param;
import org.sparkrnn.data.InvalidInputException;

/**
 * Setters of {@link HasLabelSmoothing}.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 *
 * @param <E> the object itself, which setters return
 */
public interface SetsLabelSmoothing<E> extends HasLabelSmoothing {
  @SuppressWarnings("unchecked") // by contract
  private <T> E with(Param<T> param, T value) {
    set(param, value);
    return (E) this;
  }

  /**
   * Sets labelSmoothing: label smoothing: the fraction of each training target that is spread
   * evenly over all classes; not used by crf (at least 0 and below 1, default 0.0).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setLabelSmoothing(double value) {
    return with(labelSmoothing(), value);
  }
}
