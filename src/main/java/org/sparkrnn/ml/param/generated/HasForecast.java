package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.sparkrnn.ml.param.kind.Strategy;
import org.sparkrnn.ml.param.kind.Valid;
import org.sparkrnn.nn.output.LossType;

/**
 * What a regressor predicts.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 */
public interface HasForecast extends HasNetworkShape {
  /** The Param standardize: see {@link #getStandardize}. */
  @Override
  default BooleanParam standardize() {
    return declared(
        "standardize",
        () ->
            new BooleanParam(
                this,
                "standardize",
                "whether numeric inputs and numeric targets are scaled to mean 0 and standard deviation 1 inside the network; predictions have the units of the targets in either case"),
        true);
  }

  /** The Param loss: see {@link #getLoss}. */
  default Param<String> loss() {
    return declared(
        "loss",
        () ->
            new Param<>(
                this,
                "loss",
                "loss function: squared, absolute, huber",
                Valid.oneOf("loss", LossType.values(), LossType::paramValue)),
        "squared");
  }

  /**
   * Loss function: squared, absolute, huber (default squared).
   */
  default String getLoss() {
    return getOrDefault(loss());
  }

  /** The Param huberDelta: see {@link #getHuberDelta}. */
  default DoubleParam huberDelta() {
    return declared(
        "huberDelta",
        () ->
            new DoubleParam(
                this,
                "huberDelta",
                "error above which the huber loss grows linearly, in standard deviations of the target if standardize is true, otherwise in units of the target",
                Valid.within("huberDelta", 0, false, Double.POSITIVE_INFINITY)),
        1.0);
  }

  /**
   * Error above which the huber loss grows linearly, in standard deviations of the target if
   * standardize is true, otherwise in units of the target (above 0, default 1.0).
   */
  default double getHuberDelta() {
    return (double) getOrDefault(huberDelta());
  }

  /** The Param linearSkip: see {@link #getLinearSkip}. */
  default IntParam linearSkip() {
    return declared(
        "linearSkip",
        () ->
            new IntParam(
                this,
                "linearSkip",
                "number of last steps that a linear path from the inputs to the output reads, beside the recurrent layers; its weights start at the least squares solution and do not decay; 0 for no such path",
                Valid.atLeast("linearSkip", 0)),
        0);
  }

  /**
   * Number of last steps that a linear path from the inputs to the output reads, beside the
   * recurrent layers; its weights start at the least squares solution and do not decay; 0 for no
   * such path (at least 0, default 0).
   */
  default int getLinearSkip() {
    return (int) getOrDefault(linearSkip());
  }

  /** The Param timeCol: see {@link #getTimeCol}. */
  default Param<String> timeCol() {
    return declared(
        "timeCol",
        () ->
            new Param<>(
                this,
                "timeCol",
                "column that orders the rows, where each row is one step of a series",
                Valid.columnName("timeCol")),
        null);
  }

  /**
   * Column that orders the rows, where each row is one step of a series.
   */
  default String getTimeCol() {
    return getOrDefault(timeCol());
  }

  /** The Param timeFormat: see {@link #getTimeFormat}. */
  default Param<String> timeFormat() {
    return declared(
        "timeFormat",
        () ->
            new Param<>(
                this,
                "timeFormat",
                "format of timeCol, if it is text: number, iso, isoOffset, or a java.time pattern such as dd.MM.yyyy HH:mm. If not set, the data decides, if it can be read in one way only",
                Valid.timeForm("timeFormat")),
        null);
  }

  /**
   * Format of timeCol, if it is text: number, iso, isoOffset, or a java.time pattern such as
   * dd.MM.yyyy HH:mm. If not set, the data decides, if it can be read in one way only.
   */
  default String getTimeFormat() {
    return getOrDefault(timeFormat());
  }

  /** The Param strategy: see {@link #getStrategy}. */
  default Param<String> strategy() {
    return declared(
        "strategy",
        () ->
            new Param<>(
                this,
                "strategy",
                "how several steps are forecast: all at once by one output per step, or one after another from the forecasts before: direct, recursive",
                Valid.oneOf("strategy", Strategy.values(), Strategy::paramValue)),
        "direct");
  }

  /**
   * How several steps are forecast: all at once by one output per step, or one after another from
   * the forecasts before: direct, recursive (default direct).
   */
  default String getStrategy() {
    return getOrDefault(strategy());
  }
}
