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
   * Sets maxNGrams: largest number of n-grams of two or more tokens that the model keeps; the
   * executors leave out the rarest, so that the driver's memory does not grow with the text; 0
   * for no limit (at least 0, default 5000000).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setMaxNGrams(int value) {
    return with(maxNGrams(), value);
  }

  /**
   * Sets boundaries: role of a row: a text of its own between start and end tokens (lines), or a
   * part of one long text, in the order of the rows, with an end token after each row (lineEnds;
   * LanguageModel calls this stream) or without any end token (stream). One of stream, lineEnds,
   * lines (default lines).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setBoundaries(String value) {
    return with(boundaries(), value);
  }
}
