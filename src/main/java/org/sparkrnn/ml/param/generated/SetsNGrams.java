package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.Param;
import org.sparkrnn.data.InvalidInputException;

/**
 * Setters of {@link HasNGrams}.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 *
 * @param <E> the object itself, which setters return
 */
public interface SetsNGrams<E> extends HasNGrams {
  @SuppressWarnings("unchecked") // by contract
  private <T> E with(Param<T> param, T value) {
    set(param, value);
    return (E) this;
  }

  /**
   * Sets order: length of the longest n-grams (at least 1, default 5).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setOrder(int value) {
    return with(order(), value);
  }

  /**
   * Sets maxNGrams: n-grams of two tokens or more that the model keeps at most: where more were
   * seen, the rarest are left out on the executors, so that the driver's memory does not grow
   * with the text; 0 for all (at least 0, default 5000000).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setMaxNGrams(int value) {
    return with(maxNGrams(), value);
  }

  /**
   * Sets boundaries: ends of rows: stream (rows follow each other without a break), lineEnds (one
   * stream, an end token after each row), lines (each row for itself, with start and end tokens):
   * stream, lineEnds, lines (default lines).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setBoundaries(String value) {
    return with(boundaries(), value);
  }
}
