package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.Param;
import org.sparkrnn.data.InvalidInputException;

/**
 * Setters of {@link HasTagOrder}.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 *
 * @param <E> the object itself, which setters return
 */
public interface SetsTagOrder<E> extends HasTagOrder {
  @SuppressWarnings("unchecked") // by contract
  private <T> E with(Param<T> param, T value) {
    set(param, value);
    return (E) this;
  }

  /**
   * Sets order: number of previous tags on which a tag depends (from 1 to 2, default 2).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setOrder(int value) {
    return with(order(), value);
  }

  /**
   * Sets suffixLength: length in characters of the longest word ending from which the tag of an
   * unknown word is guessed (at least 0, default 10).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setSuffixLength(int value) {
    return with(suffixLength(), value);
  }

  /**
   * Sets rareCount: words that occur at most this often are used to estimate the tags of unknown
   * words (at least 1, default 10).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setRareCount(int value) {
    return with(rareCount(), value);
  }
}
