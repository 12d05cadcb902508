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
   * Sets mode: treatment of malformed rows in training and evaluation: the first one ends the
   * work with a message (failfast), or they are dropped and counted, and the first five are shown
   * (dropmalformed). A prediction has one output row per input row, so it always ends at a
   * malformed row. One of failfast, dropmalformed (default failfast).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setMode(String value) {
    return with(mode(), value);
  }

  /**
   * Sets nonFinitePolicy: treatment of a step whose loss or gradient is not finite: training
   * ends, and the message says where the value came from (fail), or the update is skipped and
   * counted (skip). One of fail, skip (default fail).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setNonFinitePolicy(String value) {
    return with(nonFinitePolicy(), value);
  }
}
