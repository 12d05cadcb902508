package org.sparkrnn.ml.param;

import java.util.List;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.StringArrayParam;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.nn.NetworkBuilder;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.sequence.Activation;
import org.sparkrnn.nn.sequence.CellType;
import org.sparkrnn.train.ExecutionType;
import org.sparkrnn.train.TrainingOptions;

/**
 * Params shared by all estimators and models, with their getters. Spark finds Params by reflection:
 * public methods without arguments that return a Param. The interface is public because Spark may
 * call no method of one that is not.
 */
public interface RnnParams
    extends OptimizationParams, LayerParams, CheckpointParams, FailureParams {
  /**
   * The Params themselves, created on first use: Spark asks for them before constructors are done.
   */
  RnnParamSet rnnParamSet();

  @Override
  default OptimizationParamSet optimizationParamSet() {
    return rnnParamSet().optimization;
  }

  @Override
  default LayerParamSet layerParamSet() {
    return rnnParamSet().layers;
  }

  @Override
  default FailureParamSet failureParamSet() {
    return rnnParamSet().failures;
  }

  @Override
  default CheckpointParamSet checkpointParamSet() {
    return rnnParamSet().checkpoints;
  }

  default Param<String> inputCol() {
    return rnnParamSet().inputCol;
  }

  default String getInputCol() {
    return getOrDefault(inputCol());
  }

  default StringArrayParam inputCols() {
    return rnnParamSet().inputCols;
  }

  default String[] getInputCols() {
    return getOrDefault(inputCols());
  }

  /** The names of the input columns: inputCols, or else inputCol. */
  default List<String> inputColumns() {
    return isDefined(inputCols()) ? List.of(getInputCols()) : List.of(getInputCol());
  }

  default Param<String> stringTokens() {
    return rnnParamSet().stringTokens;
  }

  default String getStringTokens() {
    return getOrDefault(stringTokens());
  }

  default BooleanParam inputSets() {
    return rnnParamSet().inputSets;
  }

  default boolean getInputSets() {
    return (boolean) getOrDefault(inputSets());
  }

  default Param<String> labelCol() {
    return rnnParamSet().labelCol;
  }

  default String getLabelCol() {
    return getOrDefault(labelCol());
  }

  default Param<String> predictionCol() {
    return rnnParamSet().predictionCol;
  }

  default String getPredictionCol() {
    return getOrDefault(predictionCol());
  }

  default Param<String> validationIndicatorCol() {
    return rnnParamSet().validationIndicatorCol;
  }

  default String getValidationIndicatorCol() {
    return getOrDefault(validationIndicatorCol());
  }

  default DoubleParam validationFraction() {
    return rnnParamSet().validationFraction;
  }

  default double getValidationFraction() {
    return (double) getOrDefault(validationFraction());
  }

  default Param<String> cell() {
    return rnnParamSet().cell;
  }

  default String getCell() {
    return getOrDefault(cell());
  }

  default Param<String> activation() {
    return rnnParamSet().activation;
  }

  default String getActivation() {
    return getOrDefault(activation());
  }

  default IntParam hiddenSize() {
    return rnnParamSet().hiddenSize;
  }

  default int getHiddenSize() {
    return (int) getOrDefault(hiddenSize());
  }

  default IntParam numLayers() {
    return rnnParamSet().numLayers;
  }

  default int getNumLayers() {
    return (int) getOrDefault(numLayers());
  }

  default BooleanParam bidirectional() {
    return rnnParamSet().bidirectional;
  }

  default boolean getBidirectional() {
    return (boolean) getOrDefault(bidirectional());
  }

  default IntParam embeddingSize() {
    return rnnParamSet().embeddingSize;
  }

  default int getEmbeddingSize() {
    return (int) getOrDefault(embeddingSize());
  }

  default IntParam minCount() {
    return rnnParamSet().minCount;
  }

  default int getMinCount() {
    return (int) getOrDefault(minCount());
  }

  default BooleanParam lowercase() {
    return rnnParamSet().lowercase;
  }

  default boolean getLowercase() {
    return (boolean) getOrDefault(lowercase());
  }

  default IntParam batchSize() {
    return rnnParamSet().batchSize;
  }

  default int getBatchSize() {
    return (int) getOrDefault(batchSize());
  }

  default IntParam numShards() {
    return rnnParamSet().numShards;
  }

  default int getNumShards() {
    return (int) getOrDefault(numShards());
  }

  default IntParam maxEpochs() {
    return rnnParamSet().maxEpochs;
  }

  default int getMaxEpochs() {
    return (int) getOrDefault(maxEpochs());
  }

  default DoubleParam wordDropout() {
    return rnnParamSet().wordDropout;
  }

  default double getWordDropout() {
    return (double) getOrDefault(wordDropout());
  }

  default IntParam earlyStoppingPatience() {
    return rnnParamSet().earlyStoppingPatience;
  }

  default int getEarlyStoppingPatience() {
    return (int) getOrDefault(earlyStoppingPatience());
  }

  default BooleanParam gradientFlow() {
    return rnnParamSet().gradientFlow;
  }

  default boolean getGradientFlow() {
    return (boolean) getOrDefault(gradientFlow());
  }

  default IntParam gradientFlowSteps() {
    return rnnParamSet().gradientFlowSteps;
  }

  default int getGradientFlowSteps() {
    return (int) getOrDefault(gradientFlowSteps());
  }

  default IntParam aggregationDepth() {
    return rnnParamSet().aggregationDepth;
  }

  default int getAggregationDepth() {
    return (int) getOrDefault(aggregationDepth());
  }

  default Param<String> execution() {
    return rnnParamSet().execution;
  }

  default String getExecution() {
    return getOrDefault(execution());
  }

  default LongParam seed() {
    return rnnParamSet().seed;
  }

  default long getSeed() {
    return (long) getOrDefault(seed());
  }

  /**
   * The training options these Params say.
   *
   * @throws InvalidInputException if they contradict each other
   */
  default TrainingOptions trainingOptions() {
    return trainingOptionsBuilder().build();
  }

  /** The same, for a task to add its own. */
  default TrainingOptions.Builder trainingOptionsBuilder() {
    return TrainingOptions.builder()
        .batchSize(getBatchSize())
        .accumulationSteps(getAccumulationSteps())
        .maxEpochs(getMaxEpochs())
        .optimizer(optimizerOptions())
        .schedule(scheduleOptions())
        .gradientClipValue(getGradientClipValue())
        .gradientClipNorm(getGradientClipNorm())
        .wordDropout(getWordDropout())
        .dropout(dropoutRates())
        .earlyStoppingPatience(getEarlyStoppingPatience())
        .gradientFlowSteps(getGradientFlow() ? getGradientFlowSteps() : 0)
        .aggregationDepth(getAggregationDepth())
        .nonFinitePolicy(ofNonFinite())
        .execution(ParamDefinitions.constant(ExecutionType.class, getExecution()))
        .seed(getSeed());
  }

  /** The network these Params describe, for such sequences; its output is the task's to say. */
  default NetworkBuilder networkBuilder(SequenceEncoder encoder) {
    boolean tokens = encoder.tokens() != null;
    return withLayers(NetworkSpec.builder())
        .vocabularySize(tokens ? encoder.tokens().size() : 0)
        .inputSize((tokens ? getEmbeddingSize() : 0) + encoder.width())
        .joinedFeatures(tokens ? encoder.width() : 0)
        .cell(ParamDefinitions.constant(CellType.class, getCell()))
        .activation(ParamDefinitions.constant(Activation.class, getActivation()))
        .hiddenSize(getHiddenSize())
        .numLayers(getNumLayers())
        .bidirectional(getBidirectional())
        .outputSize(encoder.outputSize());
  }
}
