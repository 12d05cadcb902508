package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.sparkrnn.ml.param.kind.ParamOwner;
import org.sparkrnn.ml.param.kind.Valid;

/**
 * Which rows are held out of training, and when training stops by them.
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
                "boolean column: true for rows that are used for validation and not for training",
                Valid.columnName("validationIndicatorCol")),
        null);
  }

  /**
   * Boolean column: true for rows that are used for validation and not for training.
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
                "share of the rows set aside for validation, chosen by content (of a series the last), where validationIndicatorCol is not set",
                Valid.within("validationFraction", 0, true, 1)),
        0.0);
  }

  /**
   * Share of the rows set aside for validation, chosen by content (of a series the last), where
   * validationIndicatorCol is not set (at least 0 and below 1, default 0.0).
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
                "epochs without a better validation before training stops; 0 for never",
                Valid.atLeast("earlyStoppingPatience", 0)),
        0);
  }

  /**
   * Epochs without a better validation before training stops; 0 for never (at least 0, default 0).
   */
  default int getEarlyStoppingPatience() {
    return (int) getOrDefault(earlyStoppingPatience());
  }
}
