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
   * Sets multilabel: whether several labels may hold at once, or none (default false).
   */
  default E setMultilabel(boolean value) {
    return with(multilabel(), value);
  }

  /**
   * Sets labelSets: whether lists of numbers in labelCol are the labels that hold, not 0 and 1
   * for every label there is (multilabel alone); unset: as all lists can be read, if that is one
   * way only, and what is no whole number by its type is 0 or 1.
   */
  default E setLabelSets(boolean value) {
    return with(labelSets(), value);
  }

  /**
   * Sets probabilityCol: output column: a vector of the probability of every label; empty for
   * none (default probability).
   */
  default E setProbabilityCol(String value) {
    return with(probabilityCol(), value);
  }

  /**
   * Sets rawPredictionCol: output column: a vector of the logarithm of every probability, or of
   * its odds where multilabel; empty for none (default rawPrediction).
   */
  default E setRawPredictionCol(String value) {
    return with(rawPredictionCol(), value);
  }

  /**
   * Sets predictionIndexCol: output column: the predicted class as a double, for evaluators of
   * Spark: its cast where all classes are numbers or booleans, else its place among labels();
   * empty for none.
   */
  default E setPredictionIndexCol(String value) {
    return with(predictionIndexCol(), value);
  }

  /**
   * Sets weightCol: column of numbers from 0 on: how much each row's loss counts.
   *
   * @throws InvalidInputException if it is another value
   */
  default E setWeightCol(String value) {
    return with(weightCol(), value);
  }

  /**
   * Sets classWeights: how much the rows of a class count: balanced (all classes alike, whatever
   * their frequency), squareRoot (rare classes more, by the root of that), or LABEL:WEIGHT,...
   * with 1 for those left out; empty for 1.
   *
   * @throws InvalidInputException if it is another value
   */
  default E setClassWeights(String value) {
    return with(classWeights(), value);
  }
}
