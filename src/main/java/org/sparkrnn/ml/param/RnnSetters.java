package org.sparkrnn.ml.param;

import org.apache.spark.ml.param.Param;

/**
 * Setters of {@link RnnParams}.
 *
 * @param <E> the estimator itself, which setters return
 */
public interface RnnSetters<E> extends RnnParams {
  @SuppressWarnings("unchecked")
  private <T> E with(Param<T> param, T value) {
    set(param, value);
    return (E) this;
  }

  default E setInputCol(String value) {
    return with(inputCol(), value);
  }

  default E setInputCols(String... values) {
    return with(inputCols(), values);
  }

  default E setStringTokens(String value) {
    return with(stringTokens(), value);
  }

  default E setInputSets(boolean value) {
    return with(inputSets(), value);
  }

  default E setLabelCol(String value) {
    return with(labelCol(), value);
  }

  default E setPredictionCol(String value) {
    return with(predictionCol(), value);
  }

  default E setValidationIndicatorCol(String value) {
    return with(validationIndicatorCol(), value);
  }

  default E setValidationFraction(double value) {
    return with(validationFraction(), value);
  }

  default E setCell(String value) {
    return with(cell(), value);
  }

  default E setActivation(String value) {
    return with(activation(), value);
  }

  default E setHiddenSize(int value) {
    return with(hiddenSize(), value);
  }

  default E setNumLayers(int value) {
    return with(numLayers(), value);
  }

  default E setBidirectional(boolean value) {
    return with(bidirectional(), value);
  }

  default E setEmbeddingSize(int value) {
    return with(embeddingSize(), value);
  }

  default E setMinCount(int value) {
    return with(minCount(), value);
  }

  default E setLowercase(boolean value) {
    return with(lowercase(), value);
  }

  default E setBatchSize(int value) {
    return with(batchSize(), value);
  }

  default E setNumShards(int value) {
    return with(numShards(), value);
  }

  default E setMaxEpochs(int value) {
    return with(maxEpochs(), value);
  }

  default E setWordDropout(double value) {
    return with(wordDropout(), value);
  }

  default E setEarlyStoppingPatience(int value) {
    return with(earlyStoppingPatience(), value);
  }

  default E setGradientFlow(boolean value) {
    return with(gradientFlow(), value);
  }

  default E setGradientFlowSteps(int value) {
    return with(gradientFlowSteps(), value);
  }

  default E setAggregationDepth(int value) {
    return with(aggregationDepth(), value);
  }

  default E setExecution(String value) {
    return with(execution(), value);
  }

  default E setSeed(long value) {
    return with(seed(), value);
  }
}
