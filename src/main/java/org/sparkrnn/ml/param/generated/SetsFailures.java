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
   * Sets mode: what training and evaluation do about a malformed row: end and name it, or drop
   * it, with a count and the first five shown (predictions keep every row, so there it always
   * ends): failfast, dropmalformed (default failfast).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setMode(String value) {
    return with(mode(), value);
  }

  /**
   * Sets nonFinitePolicy: what training does about a step whose loss or gradient is not finite:
   * end and tell where it came from, or leave the step's update out and count it: fail, skip
   * (default fail).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setNonFinitePolicy(String value) {
    return with(nonFinitePolicy(), value);
  }
}
