package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.Param;
import org.sparkrnn.data.InvalidInputException;

/**
 * Setters of {@link HasFailures}.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 *
 * @param <E> the object itself, which setters return
 */
public interface SetsFailures<E> extends HasFailures {
  @SuppressWarnings("unchecked") // by contract
  private <T> E with(Param<T> param, T value) {
    set(param, value);
    return (E) this;
  }

  /**
   * Sets mode: what training and evaluation do with a malformed row: stop and name it (failfast),
   * or drop it, count it and show the first five (dropmalformed). Predictions keep every row, so
   * they always stop: failfast, dropmalformed (default failfast).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setMode(String value) {
    return with(mode(), value);
  }

  /**
   * Sets nonFinitePolicy: what training does when the loss or the gradient of a step is not
   * finite: stop and say where it came from (fail), or skip the update and count it (skip): fail,
   * skip (default fail).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setNonFinitePolicy(String value) {
    return with(nonFinitePolicy(), value);
  }
}
