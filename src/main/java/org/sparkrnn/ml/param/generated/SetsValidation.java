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
   * Sets validationIndicatorCol: boolean column that is true for validation rows; they are not
   * trained on.
   *
   * @throws InvalidInputException if it is another value
   */
  default E setValidationIndicatorCol(String value) {
    return with(validationIndicatorCol(), value);
  }

  /**
   * Sets validationFraction: fraction of the rows that is held out for validation. Rows are
   * chosen by the content of their inputs; of rows that follow each other, such as the steps of a
   * series, the last ones are held out. For many series, every fraction above 0 holds out the
   * last horizon steps of each series. Not used if validationIndicatorCol is set (at least 0 and
   * below 1, default 0.0).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setValidationFraction(double value) {
    return with(validationFraction(), value);
  }

  /**
   * Sets earlyStoppingPatience: number of epochs without improvement on the validation rows after
   * which training stops; 0 to never stop early (at least 0, default 0).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setEarlyStoppingPatience(int value) {
    return with(earlyStoppingPatience(), value);
  }
}
