package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.Param;
import org.sparkrnn.data.InvalidInputException;

/**
 * Setters of {@link HasClasses}.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 *
 * @param <E> the object itself, which setters return
 */
public interface SetsClasses<E> extends HasClasses {
  @SuppressWarnings("unchecked") // by contract
  private <T> E with(Param<T> param, T value) {
    set(param, value);
    return (E) this;
  }

  /**
   * Sets multilabel: whether any number of labels may apply to a sequence or step at the same
   * time (default false).
   */
  default E setMultilabel(boolean value) {
    return with(multilabel(), value);
  }

  /**
   * Sets labelSets: whether a list of numbers in labelCol names the labels that apply; if false,
   * it has a 0 or 1 for each label. For multilabel only. If not set, the data decides, if it can
   * be read in one way only.
   */
  default E setLabelSets(boolean value) {
    return with(labelSets(), value);
  }

  /**
   * Sets probabilityCol: output column: a vector of the probability of each label; empty for none
   * (default probability).
   */
  default E setProbabilityCol(String value) {
    return with(probabilityCol(), value);
  }

  /**
   * Sets rawPredictionCol: output column: a vector of the log probability of each label, or of
   * its log odds if multilabel; empty for none (default rawPrediction).
   */
  default E setRawPredictionCol(String value) {
    return with(rawPredictionCol(), value);
  }

  /**
   * Sets predictionIndexCol: output column: the predicted class as a double, for Spark's
   * evaluators: its value if all classes are numbers or booleans, otherwise its index in
   * labels(); empty for none.
   */
  default E setPredictionIndexCol(String value) {
    return with(predictionIndexCol(), value);
  }

  /**
   * Sets weightCol: column of non-negative weights by which the loss of each row is multiplied.
   *
   * @throws InvalidInputException if it is another value
   */
  default E setWeightCol(String value) {
    return with(weightCol(), value);
  }

  /**
   * Sets classWeights: weights of classes in the loss: balanced (inversely proportional to their
   * frequency), squareRoot (inversely proportional to its square root), or LABEL:WEIGHT,... with
   * 1 for labels that are not listed; empty for equal weights.
   *
   * @throws InvalidInputException if it is another value
   */
  default E setClassWeights(String value) {
    return with(classWeights(), value);
  }
}
