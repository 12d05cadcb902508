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
   * Sets order: 0: the probability of a label is its frequency; 1: it is the frequency of the
   * label among the steps whose input has this label, or among those whose input does not have it
   * (from 0 to 1, default 1).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setOrder(int value) {
    return with(order(), value);
  }
}
