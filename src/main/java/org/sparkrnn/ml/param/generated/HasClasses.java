package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.Param;
import org.sparkrnn.ml.param.kind.Valid;

/**
 * What a classifier predicts, and how classes count.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 */
public interface HasClasses extends HasColumns {
  /** The Param labelCol: see {@link #getLabelCol}. */
  @Override
  default Param<String> labelCol() {
    return declared(
        "labelCol",
        () ->
            new Param<>(
                this,
                "labelCol",
                "label column: the values that the model learns to predict, one per step or one per sequence",
                Valid.columnName("labelCol")),
        "label");
  }

  /** The Param multilabel: see {@link #getMultilabel}. */
  default BooleanParam multilabel() {
    return declared(
        "multilabel",
        () ->
            new BooleanParam(
                this,
                "multilabel",
                "whether any number of labels may apply to a sequence or step at the same time"),
        false);
  }

  /**
   * Whether any number of labels may apply to a sequence or step at the same time (default false).
   */
  default boolean getMultilabel() {
    return (boolean) getOrDefault(multilabel());
  }

  /** The Param labelSets: see {@link #getLabelSets}. */
  default BooleanParam labelSets() {
    return declared(
        "labelSets",
        () ->
            new BooleanParam(
                this,
                "labelSets",
                "whether a list of numbers in labelCol names the labels that apply; if false, it has a 0 or 1 for each label. For multilabel only. If not set, the data decides, if it can be read in one way only"),
        null);
  }

  /**
   * Whether a list of numbers in labelCol names the labels that apply; if false, it has a 0 or 1
   * for each label. For multilabel only. If not set, the data decides, if it can be read in one
   * way only.
   */
  default boolean getLabelSets() {
    return (boolean) getOrDefault(labelSets());
  }

  /** The Param probabilityCol: see {@link #getProbabilityCol}. */
  default Param<String> probabilityCol() {
    return declared(
        "probabilityCol",
        () ->
            new Param<>(
                this,
                "probabilityCol",
                "output column: a vector of the probability of each label; empty for none"),
        "probability");
  }

  /**
   * Output column: a vector of the probability of each label; empty for none (default
   * probability).
   */
  default String getProbabilityCol() {
    return getOrDefault(probabilityCol());
  }

  /** The Param rawPredictionCol: see {@link #getRawPredictionCol}. */
  default Param<String> rawPredictionCol() {
    return declared(
        "rawPredictionCol",
        () ->
            new Param<>(
                this,
                "rawPredictionCol",
                "output column: a vector of the log probability of each label, or of its log odds if multilabel; empty for none"),
        "rawPrediction");
  }

  /**
   * Output column: a vector of the log probability of each label, or of its log odds if
   * multilabel; empty for none (default rawPrediction).
   */
  default String getRawPredictionCol() {
    return getOrDefault(rawPredictionCol());
  }

  /** The Param predictionIndexCol: see {@link #getPredictionIndexCol}. */
  default Param<String> predictionIndexCol() {
    return declared(
        "predictionIndexCol",
        () ->
            new Param<>(
                this,
                "predictionIndexCol",
                "output column: the predicted class as a double, for Spark's evaluators: its value if all classes are numbers or booleans, otherwise its index in labels(); empty for none"),
        "");
  }

  /**
   * Output column: the predicted class as a double, for Spark's evaluators: its value if all
   * classes are numbers or booleans, otherwise its index in labels(); empty for none.
   */
  default String getPredictionIndexCol() {
    return getOrDefault(predictionIndexCol());
  }

  /** The Param weightCol: see {@link #getWeightCol}. */
  default Param<String> weightCol() {
    return declared(
        "weightCol",
        () ->
            new Param<>(
                this,
                "weightCol",
                "column of non-negative weights by which the loss of each row is multiplied",
                Valid.columnName("weightCol")),
        null);
  }

  /**
   * Column of non-negative weights by which the loss of each row is multiplied.
   */
  default String getWeightCol() {
    return getOrDefault(weightCol());
  }

  /** The Param classWeights: see {@link #getClassWeights}. */
  default Param<String> classWeights() {
    return declared(
        "classWeights",
        () ->
            new Param<>(
                this,
                "classWeights",
                "weights of classes in the loss: balanced (inversely proportional to their frequency), squareRoot (inversely proportional to its square root), or LABEL:WEIGHT,... with 1 for labels that are not listed; empty for equal weights",
                Valid.classWeights("classWeights")),
        "");
  }

  /**
   * Weights of classes in the loss: balanced (inversely proportional to their frequency),
   * squareRoot (inversely proportional to its square root), or LABEL:WEIGHT,... with 1 for labels
   * that are not listed; empty for equal weights.
   */
  default String getClassWeights() {
    return getOrDefault(classWeights());
  }
}
