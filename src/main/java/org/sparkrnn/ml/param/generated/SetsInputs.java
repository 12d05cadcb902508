package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.Param;
import org.sparkrnn.data.InvalidInputException;

/**
 * Setters of {@link HasInputs}.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 *
 * @param <E> the object itself, which setters return
 */
public interface SetsInputs<E> extends HasInputs {
  @SuppressWarnings("unchecked") // by contract
  private <T> E with(Param<T> param, T value) {
    set(param, value);
    return (E) this;
  }

  /**
   * Sets inputCols: several input columns, joined step by step: columns of numbers, of which one
   * may hold tokens; use it instead of inputCol.
   */
  default E setInputCols(String... value) {
    return with(inputCols(), value);
  }

  /**
   * Sets stringTokens: how an input column of type string is split into tokens; LanguageModel,
   * NGramLanguageModel and NaiveBayesClassifier use level instead. One of characters, words
   * (default characters).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setStringTokens(String value) {
    return with(stringTokens(), value);
  }

  /**
   * Sets inputSets: whether an input column of type array&lt;array&lt;int&gt;&gt; lists, for each
   * step, the indices (from 0) of the features that are 1; if false, it lists the values of all
   * features (default false).
   */
  default E setInputSets(boolean value) {
    return with(inputSets(), value);
  }

  /**
   * Sets lowercase: whether tokens are lower-cased before they are looked up (default false).
   */
  default E setLowercase(boolean value) {
    return with(lowercase(), value);
  }
}
