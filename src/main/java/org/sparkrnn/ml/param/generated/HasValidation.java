package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.sparkrnn.ml.param.kind.ParamOwner;
import org.sparkrnn.ml.param.kind.Valid;

/**
 * Validation rows and early stopping.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 */
public interface HasValidation extends ParamOwner {
  /** The Param validationIndicatorCol: see {@link #getValidationIndicatorCol}. */
  default Param<String> validationIndicatorCol() {
    return declared(
        "validationIndicatorCol",
        () ->
            new Param<>(
                this,
                "validationIndicatorCol",
                "boolean column that is true for validation rows; they are not trained on",
                Valid.columnName("validationIndicatorCol")),
        null);
  }

  /**
   * Boolean column that is true for validation rows; they are not trained on.
   */
  default String getValidationIndicatorCol() {
    return getOrDefault(validationIndicatorCol());
  }

  /** The Param validationFraction: see {@link #getValidationFraction}. */
  default DoubleParam validationFraction() {
    return declared(
        "validationFraction",
        () ->
            new DoubleParam(
                this,
                "validationFraction",
                "fraction of the rows that is held out for validation. Rows are chosen by the content of their inputs; of rows that follow each other, such as the steps of a series, the last ones are held out. For many series, every fraction above 0 holds out the last horizon steps of each series. Not used if validationIndicatorCol is set",
                Valid.within("validationFraction", 0, true, 1)),
        0.0);
  }

  /**
   * Fraction of the rows that is held out for validation. Rows are chosen by the content of their
   * inputs; of rows that follow each other, such as the steps of a series, the last ones are held
   * out. For many series, every fraction above 0 holds out the last horizon steps of each series.
   * Not used if validationIndicatorCol is set (at least 0 and below 1, default 0.0).
   */
  default double getValidationFraction() {
    return (double) getOrDefault(validationFraction());
  }

  /** The Param earlyStoppingPatience: see {@link #getEarlyStoppingPatience}. */
  default IntParam earlyStoppingPatience() {
    return declared(
        "earlyStoppingPatience",
        () ->
            new IntParam(
                this,
                "earlyStoppingPatience",
                "number of epochs without improvement on the validation rows after which training stops; 0 to never stop early",
                Valid.atLeast("earlyStoppingPatience", 0)),
        0);
  }

  /**
   * Number of epochs without improvement on the validation rows after which training stops; 0 to
   * never stop early (at least 0, default 0).
   */
  default int getEarlyStoppingPatience() {
    return (int) getOrDefault(earlyStoppingPatience());
  }
}
