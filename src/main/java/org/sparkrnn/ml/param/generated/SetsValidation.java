package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.Param;
import org.sparkrnn.data.InvalidInputException;

/**
 * Setters of {@link HasValidation}.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 *
 * @param <E> the object itself, which setters return
 */
public interface SetsValidation<E> extends HasValidation {
  @SuppressWarnings("unchecked") // by contract
  private <T> E with(Param<T> param, T value) {
    set(param, value);
    return (E) this;
  }

  /**
   * Sets validationIndicatorCol: boolean column: true for rows that are used for validation and
   * not for training.
   *
   * @throws InvalidInputException if it is another value
   */
  default E setValidationIndicatorCol(String value) {
    return with(validationIndicatorCol(), value);
  }

  /**
   * Sets validationFraction: share of the rows set aside for validation, chosen by content (of a
   * series the last), where validationIndicatorCol is not set (at least 0 and below 1, default
   * 0.0).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setValidationFraction(double value) {
    return with(validationFraction(), value);
  }

  /**
   * Sets earlyStoppingPatience: epochs without a better validation before training stops; 0 for
   * never (at least 0, default 0).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setEarlyStoppingPatience(int value) {
    return with(earlyStoppingPatience(), value);
  }
}
