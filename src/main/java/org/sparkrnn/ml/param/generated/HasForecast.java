package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.sparkrnn.ml.param.kind.Strategy;
import org.sparkrnn.ml.param.kind.Valid;
import org.sparkrnn.nn.output.LossType;

/**
 * What a regressor predicts, of sequences and of series.
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
                "whether inputs that are numbers, and targets that are, have mean 0 and standard deviation 1 inside the network; predictions are in the targets' units all the same"),
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
                "how far an output is from its target: squared, absolute, huber",
                Valid.oneOf("loss", LossType.values(), LossType::paramValue)),
        "squared");
  }

  /**
   * How far an output is from its target: squared, absolute, huber (default squared).
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
                "error from which on loss huber grows linearly; in standard deviations of the target where standardize is true",
                Valid.within("huberDelta", 0, false, Double.POSITIVE_INFINITY)),
        1.0);
  }

  /**
   * Error from which on loss huber grows linearly; in standard deviations of the target where
   * standardize is true (above 0, default 1.0).
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
                "of how many last steps the output reads the inputs by weights alone, beside what the recurrent layers make of them; these weights start at the least squares solution and do not decay; 0 for none",
                Valid.atLeast("linearSkip", 0)),
        0);
  }

  /**
   * Of how many last steps the output reads the inputs by weights alone, beside what the
   * recurrent layers make of them; these weights start at the least squares solution and do not
   * decay; 0 for none (at least 0, default 0).
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
                "column that orders the rows, where the input columns are numbers and rows the steps of one series",
                Valid.columnName("timeCol")),
        null);
  }

  /**
   * Column that orders the rows, where the input columns are numbers and rows the steps of one
   * series.
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
                "how the texts of timeCol are read: number, iso, isoOffset or a pattern of java.time such as dd.MM.yyyy HH:mm; unset: as they all can be read, if that is one way only",
                Valid.timeForm("timeFormat")),
        null);
  }

  /**
   * How the texts of timeCol are read: number, iso, isoOffset or a pattern of java.time such as
   * dd.MM.yyyy HH:mm; unset: as they all can be read, if that is one way only.
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
                "how a horizon of several steps is forecast: by as many outputs, or one by one from what was forecast before: direct, recursive",
                Valid.oneOf("strategy", Strategy.values(), Strategy::paramValue)),
        "direct");
  }

  /**
   * How a horizon of several steps is forecast: by as many outputs, or one by one from what was
   * forecast before: direct, recursive (default direct).
   */
  default String getStrategy() {
    return getOrDefault(strategy());
  }
}
