package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.Param;
import org.sparkrnn.data.InvalidInputException;

/**
 * Setters of {@link HasMinCount}.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 *
 * @param <E> the object itself, which setters return
 */
public interface SetsMinCount<E> extends HasMinCount {
  @SuppressWarnings("unchecked") // by contract
  private <T> E with(Param<T> param, T value) {
    set(param, value);
    return (E) this;
  }

  /**
   * Sets minCount: tokens that occur less often than this in the training data become the unknown
   * word (at least 1, default 1).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setMinCount(int value) {
    return with(minCount(), value);
  }

  /**
   * Sets maxVocabulary: largest number of tokens in the vocabulary; the most frequent ones are
   * kept; 0 for no limit (at least 0, default 0).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setMaxVocabulary(int value) {
    return with(maxVocabulary(), value);
  }
}
