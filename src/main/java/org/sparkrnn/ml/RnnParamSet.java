package org.sparkrnn.ml;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamPair;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;
import org.sparkrnn.nn.Activation;
import org.sparkrnn.nn.CellType;
import org.sparkrnn.optim.OptimizerType;
import org.sparkrnn.train.ExecutionType;

/**
 * The Params that every estimator and model of ours has: name, documentation, bounds and default,
 * each written once, here.
 */
public final class RnnParamSet implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final double ANY = Double.POSITIVE_INFINITY;

  private final Params parent;
  private final transient List<ParamPair<?>> defaults = new ArrayList<>();

  final Param<String> inputCol;
  final StringArrayParam inputCols;
  final Param<String> stringTokens;
  final Param<String> labelCol;
  final Param<String> predictionCol;
  final Param<String> validationIndicatorCol;
  final DoubleParam validationFraction;

  final Param<String> cell;
  final Param<String> activation;
  final IntParam hiddenSize;
  final IntParam numLayers;
  final BooleanParam bidirectional;
  final IntParam embeddingSize;
  final IntParam minCount;
  final BooleanParam lowercase;

  final IntParam batchSize;
  final IntParam numShards;
  final IntParam maxEpochs;
  final DoubleParam learningRate;
  final Param<String> optimizer;
  final DoubleParam momentum;
  final DoubleParam gradientClipNorm;
  final DoubleParam wordDropout;
  final IntParam earlyStoppingPatience;
  final IntParam aggregationDepth;
  final Param<String> execution;
  final LongParam seed;

  RnnParamSet(Params parent) {
    this.parent = parent;
    inputCol =
        text(
            "inputCol",
            "input column: tokens (array<string>, array<int>, string), a series or feature vectors",
            "tokens");
    inputCols =
        new StringArrayParam(
            parent,
            "inputCols",
            "input columns of numbers whose features are joined step by step; instead of inputCol");
    stringTokens =
        choice(
            "stringTokens",
            "what the tokens of an input column of type string are",
            StringTokens.values(),
            StringTokens::paramValue,
            StringTokens.CHARACTERS);
    labelCol = text("labelCol", "label column: array<string>, one label a step", "labels");
    predictionCol = text("predictionCol", "output column: one label a step", "prediction");
    validationIndicatorCol =
        new Param<>(
            parent,
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

    batchSize = count("batchSize", "sequences a step, over the whole cluster", 1, 32);
    numShards =
        count(
            "numShards",
            "parts in which every mini-batch is computed; 0 takes the cluster's parallelism. Results depend on it, and on nothing else of the cluster",
            0,
            0);
    maxEpochs = count("maxEpochs", "passes over the training data at most", 1, 10);
    learningRate = real("learningRate", "step size", 0, false, ANY, 0.002);
    optimizer =
        choice(
            "optimizer",
            "update rule",
            OptimizerType.values(),
            OptimizerType::paramValue,
            OptimizerType.ADAM);
    momentum = real("momentum", "of the momentum optimizer", 0, true, 1, 0.9);
    gradientClipNorm =
        real("gradientClipNorm", "bound of the mean gradient's norm; 0 for none", 0, true, ANY, 5);
    wordDropout =
        real(
            "wordDropout",
            "share of tokens replaced by the unknown word in training, so that it is learned",
            0,
            true,
            1,
            0.05);
    earlyStoppingPatience =
        count(
            "earlyStoppingPatience",
            "epochs without a better validation before training stops; 0 for never",
            0,
            0);
    aggregationDepth = count("aggregationDepth", "depth of treeAggregate", 2, 2);
    execution =
        choice(
            "execution",
            "where gradients are computed, in Spark tasks or on threads of the driver (for small models on one machine); the weights are the same",
            ExecutionType.values(),
            ExecutionType::paramValue,
            ExecutionType.SPARK);
    seed = new LongParam(parent, "seed", "of every random choice");
    defaults.add(new ParamPair<>(seed, (Object) 1L));
  }

  /** Every default, for setDefault. */
  List<ParamPair<?>> defaults() {
    return defaults;
  }

  private Param<String> text(String name, String doc, String value) {
    return with(new Param<>(parent, name, doc), value);
  }

  private <E> Param<String> choice(
      String name, String doc, E[] values, Function<E, String> paramValue, E value) {
    List<String> names = Arrays.stream(values).map(paramValue).toList();
    String all = doc + ": " + String.join(", ", names);
    return with(new Param<>(parent, name, all, Valid.oneOf(name, names)), paramValue.apply(value));
  }

  private IntParam count(String name, String doc, int min, int value) {
    return with(new IntParam(parent, name, doc, Valid.atLeast(name, min)), (Object) value);
  }

  private DoubleParam real(
      String name, String doc, double min, boolean inclusive, double end, double value) {
    return with(
        new DoubleParam(parent, name, doc, Valid.within(name, min, inclusive, end)),
        (Object) value);
  }

  private BooleanParam flag(String name, String doc, boolean value) {
    return with(new BooleanParam(parent, name, doc), (Object) value);
  }

  private <T, P extends Param<T>> P with(P param, T value) {
    defaults.add(new ParamPair<>(param, value));
    return param;
  }
}
