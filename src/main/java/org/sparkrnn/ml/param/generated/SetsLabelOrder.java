package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.Param;
import org.sparkrnn.data.InvalidInputException;

/**
 * Setters of {@link HasLabelOrder}.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 *
 * @param <E> the object itself, which setters return
 */
public interface SetsLabelOrder<E> extends HasLabelOrder {
  @SuppressWarnings("unchecked") // by contract
  private <T> E with(Param<T> param, T value) {
    set(param, value);
    return (E) this;
  }

  /**
   * Sets order: 0: each label by its frequency; 1: each label by its frequency given whether the
   * input has it (from 0 to 1, default 1).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setOrder(int value) {
    return with(order(), value);
  }
}
