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
                "label column: what is predicted, one value a step or one a sequence",
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
                "whether several labels may hold at once, or none"),
        false);
  }

  /**
   * Whether several labels may hold at once, or none (default false).
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
                "whether lists of numbers in labelCol are the labels that hold, not 0 and 1 for every label there is (multilabel alone); unset: as all lists can be read, if that is one way only, and what is no whole number by its type is 0 or 1"),
        null);
  }

  /**
   * Whether lists of numbers in labelCol are the labels that hold, not 0 and 1 for every label
   * there is (multilabel alone); unset: as all lists can be read, if that is one way only, and
   * what is no whole number by its type is 0 or 1.
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
                "output column: a vector of the probability of every label; empty for none"),
        "probability");
  }

  /**
   * Output column: a vector of the probability of every label; empty for none (default
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
                "output column: a vector of the logarithm of every probability, or of its odds where multilabel; empty for none"),
        "rawPrediction");
  }

  /**
   * Output column: a vector of the logarithm of every probability, or of its odds where
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
                "output column: the predicted class as a double, for evaluators of Spark: its cast where all classes are numbers or booleans, else its place among labels(); empty for none"),
        "");
  }

  /**
   * Output column: the predicted class as a double, for evaluators of Spark: its cast where all
   * classes are numbers or booleans, else its place among labels(); empty for none.
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
                "column of numbers from 0 on: how much each row's loss counts",
                Valid.columnName("weightCol")),
        null);
  }

  /**
   * Column of numbers from 0 on: how much each row's loss counts.
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
                "how much the rows of a class count: balanced (all classes alike, whatever their frequency), squareRoot (rare classes more, by the root of that), or LABEL:WEIGHT,... with 1 for those left out; empty for 1",
                Valid.classWeights("classWeights")),
        "");
  }

  /**
   * How much the rows of a class count: balanced (all classes alike, whatever their frequency),
   * squareRoot (rare classes more, by the root of that), or LABEL:WEIGHT,... with 1 for those
   * left out; empty for 1.
   */
  default String getClassWeights() {
    return getOrDefault(classWeights());
  }
}
