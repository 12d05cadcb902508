package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.Param;
import org.sparkrnn.data.InvalidInputException;

/**
 * Setters of {@link HasColumns}.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 *
 * @param <E> the object itself, which setters return
 */
public interface SetsColumns<E> extends HasColumns {
  @SuppressWarnings("unchecked") // by contract
  private <T> E with(Param<T> param, T value) {
    set(param, value);
    return (E) this;
  }

  /**
   * Sets inputCol: input column: tokens (array&lt;string&gt;, array&lt;int&gt;, string), a series
   * (array&lt;double&gt;) or feature vectors (array&lt;vector&gt;,
   * array&lt;array&lt;float&gt;&gt;, array&lt;array&lt;double&gt;&gt;) (default tokens).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setInputCol(String value) {
    return with(inputCol(), value);
  }

  /**
   * Sets labelCol: label column: the values that the model learns to predict, one per step or one
   * per sequence (default labels).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setLabelCol(String value) {
    return with(labelCol(), value);
  }

  /**
   * Sets predictionCol: output column: the prediction (default prediction).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setPredictionCol(String value) {
    return with(predictionCol(), value);
  }
}
