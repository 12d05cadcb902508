package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.Param;
import org.sparkrnn.ml.param.kind.ParamOwner;
import org.sparkrnn.ml.param.kind.Valid;

/**
 * Columns that an estimator reads and its model writes.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 */
public interface HasColumns extends ParamOwner {
  /** The Param inputCol: see {@link #getInputCol}. */
  default Param<String> inputCol() {
    return declared(
        "inputCol",
        () ->
            new Param<>(
                this,
                "inputCol",
                "input column: tokens (array<string>, array<int>, string), a series (array<double>) or feature vectors (array<vector>, array<array<float>>, array<array<double>>)",
                Valid.columnName("inputCol")),
        "tokens");
  }

  /**
   * Input column: tokens (array&lt;string&gt;, array&lt;int&gt;, string), a series
   * (array&lt;double&gt;) or feature vectors (array&lt;vector&gt;,
   * array&lt;array&lt;float&gt;&gt;, array&lt;array&lt;double&gt;&gt;) (default tokens).
   */
  default String getInputCol() {
    return getOrDefault(inputCol());
  }

  /** The Param labelCol: see {@link #getLabelCol}. */
  default Param<String> labelCol() {
    return declared(
        "labelCol",
        () ->
            new Param<>(
                this,
                "labelCol",
                "label column: the values that the model learns to predict, one per step or one per sequence",
                Valid.columnName("labelCol")),
        "labels");
  }

  /**
   * Label column: the values that the model learns to predict, one per step or one per sequence
   * (default labels).
   */
  default String getLabelCol() {
    return getOrDefault(labelCol());
  }

  /** The Param predictionCol: see {@link #getPredictionCol}. */
  default Param<String> predictionCol() {
    return declared(
        "predictionCol",
        () ->
            new Param<>(
                this,
                "predictionCol",
                "output column: the prediction",
                Valid.columnName("predictionCol")),
        "prediction");
  }

  /**
   * Output column: the prediction (default prediction).
   */
  default String getPredictionCol() {
    return getOrDefault(predictionCol());
  }
}
