package org.sparkrnn.ml.param;

import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;
import org.sparkrnn.ml.column.StringTokens;
import org.sparkrnn.nn.sequence.Activation;
import org.sparkrnn.nn.sequence.CellType;
import org.sparkrnn.train.ExecutionType;
import org.sparkrnn.train.TrainingOptions;

/**
 * The Params that every estimator and model of ours has: name, documentation, bounds and default,
 * each written once, here.
 */
public final class RnnParamSet extends ParamDefinitions {
  private static final long serialVersionUID = 1L;
  private static final TrainingOptions DEFAULT = TrainingOptions.DEFAULT;

  public final Param<String> inputCol;
  public final StringArrayParam inputCols;
  public final Param<String> stringTokens;
  public final BooleanParam inputSets;
  public final Param<String> labelCol;
  public final Param<String> predictionCol;
  public final Param<String> validationIndicatorCol;
  public final DoubleParam validationFraction;

  public final Param<String> cell;
  public final Param<String> activation;
  public final IntParam hiddenSize;
  public final IntParam numLayers;
  public final BooleanParam bidirectional;
  public final IntParam embeddingSize;
  public final IntParam minCount;
  public final BooleanParam lowercase;
  public final LayerParamSet layers;

  public final IntParam batchSize;
  public final IntParam numShards;
  public final IntParam maxEpochs;
  public final OptimizationParamSet optimization;
  public final DoubleParam wordDropout;
  public final IntParam earlyStoppingPatience;
  public final BooleanParam gradientFlow;
  public final IntParam gradientFlowSteps;
  public final FailureParamSet failures;
  public final IntParam aggregationDepth;
  public final Param<String> execution;
  public final LongParam seed;
  public final CheckpointParamSet checkpoints;

  public RnnParamSet(Params parent) {
    super(parent);
    inputCol =
        text(
            "inputCol",
            "input column: tokens (array<string>, array<int>, string), a series or feature vectors",
            "tokens");
    inputCols =
        new StringArrayParam(
            parent,
            "inputCols",
            "input columns of numbers, at most one of tokens among them, joined step by step; instead of inputCol");
    stringTokens =
        choice(
            "stringTokens",
            "what the tokens of an input column of type string are",
            StringTokens.values(),
            StringTokens::paramValue,
            StringTokens.CHARACTERS);
    inputSets =
        flag(
            "inputSets",
            "whether an input column array<array<int>> lists at each step the features that are 1, by their numbers from 0 on, instead of all features",
            false);
    labelCol = text("labelCol", "label column: array<string>, one label a step", "labels");
    predictionCol = text("predictionCol", "output column: one label a step", "prediction");
    validationIndicatorCol =
        column(
            "validationIndicatorCol",
            "boolean column: true for rows that are used for validation and not for training");
    validationFraction =
        real(
            "validationFraction",
            "share of the rows set aside for validation, chosen by content, where validationIndicatorCol is not set",
            0,
            true,
            1,
            0);

    cell = choice("cell", "recurrent cell", CellType.values(), CellType::paramValue, CellType.LSTM);
    activation =
        choice(
            "activation",
            "activation of elman and none cells",
            Activation.values(),
            Activation::paramValue,
            Activation.TANH);
    hiddenSize = count("hiddenSize", "hidden units of each layer and direction", 1, 64);
    numLayers = count("numLayers", "recurrent layers, each reading the one below", 1, 1);
    bidirectional =
        flag("bidirectional", "whether layers also scan from the end of the sequence", false);
    embeddingSize = count("embeddingSize", "size of a token's trainable vector", 1, 64);
    minCount =
        count("minCount", "tokens seen less often in training become the unknown word", 1, 1);
    lowercase =
        flag("lowercase", "whether tokens are lower-cased before they are looked up", false);
    layers = new LayerParamSet(parent);
    include(layers);

    batchSize =
        count("batchSize", "sequences a step, over the whole cluster", 1, DEFAULT.batchSize());
    numShards =
        count(
            "numShards",
            "parts in which every mini-batch is computed; 0 takes the cluster's parallelism, under dynamic allocation that of the moment. Results depend on it, and on nothing else of the cluster",
            0,
            0);
    maxEpochs = count("maxEpochs", "passes over the training data at most", 1, DEFAULT.maxEpochs());
    optimization = new OptimizationParamSet(parent);
    include(optimization);
    wordDropout =
        real(
            "wordDropout",
            "share of tokens replaced by the unknown word in training, so that it is learned",
            0,
            true,
            1,
            DEFAULT.wordDropout());
    earlyStoppingPatience =
        count(
            "earlyStoppingPatience",
            "epochs without a better validation before training stops; 0 for never",
            0,
            DEFAULT.earlyStoppingPatience());
    gradientFlow =
        flag(
            "gradientFlow",
            "whether the norm of dL/dh_(T-k) against the distance k from the loss is measured after each epoch, by layer: how far back the network learns",
            false);
    gradientFlowSteps =
        count("gradientFlowSteps", "the largest distance k, in steps, for gradientFlow", 1, 100);
    failures = new FailureParamSet(parent);
    include(failures);
    aggregationDepth =
        count("aggregationDepth", "depth of treeAggregate", 2, DEFAULT.aggregationDepth());
    execution =
        choice(
            "execution",
            "where gradients are computed, in Spark tasks or on threads of the driver (for small models on one machine); the weights are the same",
            ExecutionType.values(),
            ExecutionType::paramValue,
            DEFAULT.execution());
    seed = with(new LongParam(parent, "seed", "of every random choice"), (Object) DEFAULT.seed());
    checkpoints = new CheckpointParamSet(parent);
    include(checkpoints);
  }
}
