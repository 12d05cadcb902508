package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.Param;
import org.sparkrnn.data.InvalidInputException;

/**
 * Setters of {@link HasText}.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 *
 * @param <E> the object itself, which setters return
 */
public interface SetsText<E> extends HasText {
  @SuppressWarnings("unchecked") // by contract
  private <T> E with(Param<T> param, T value) {
    set(param, value);
    return (E) this;
  }

  /**
   * Sets boundaries: role of a row: a text of its own between start and end tokens (lines), or a
   * part of one long text, in the order of the rows, with an end token after each row and with
   * the state carried on (stream; NGramLanguageModel calls this lineEnds). One of lines, stream
   * (default lines).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setBoundaries(String value) {
    return with(boundaries(), value);
  }

  /**
   * Sets tbpttLength: largest number of tokens through which gradients flow back in a stream
   * (truncated back-propagation through time); the state is carried on. For boundaries=stream
   * only (at least 1, default 100).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setTbpttLength(int value) {
    return with(tbpttLength(), value);
  }

  /**
   * Sets baselineOrder: length of the longest n-grams of the baseline that jobs print; 0 to
   * choose by level (at least 0, default 0).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setBaselineOrder(int value) {
    return with(baselineOrder(), value);
  }

  /**
   * Sets perplexityCol: output column: the perplexity of the row (default perplexity).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setPerplexityCol(String value) {
    return with(perplexityCol(), value);
  }
}
