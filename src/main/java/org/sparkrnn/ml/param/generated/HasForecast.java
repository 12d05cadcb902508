package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.StringArrayParam;
import org.sparkrnn.data.SeriesScaling;
import org.sparkrnn.ml.param.kind.GapRule;
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
                "loss function; for many series also quantile, which forecasts every quantile that quantiles lists, and the likelihoods gaussian, student and negativeBinomial (for counts), which give a distribution. One of squared, absolute, huber, quantile, gaussian, student, negativeBinomial",
                Valid.oneOf("loss", LossType.values(), LossType::paramValue)),
        "squared");
  }

  /**
   * Loss function; for many series also quantile, which forecasts every quantile that quantiles
   * lists, and the likelihoods gaussian, student and negativeBinomial (for counts), which give a
   * distribution. One of squared, absolute, huber, quantile, gaussian, student, negativeBinomial
   * (default squared).
   */
  default String getLoss() {
    return getOrDefault(loss());
  }

  /** The Param quantiles: see {@link #getQuantiles}. */
  default Param<String> quantiles() {
    return declared(
        "quantiles",
        () ->
            new Param<>(
                this,
                "quantiles",
                "quantiles that are written as columns beside the forecast: increasing numbers between 0 and 1, separated by commas. With loss=quantile the network learns these quantiles, and 0.5, which is the forecast, must be one of them; with a likelihood you can also set them for a trained model"),
        "0.1,0.5,0.9");
  }

  /**
   * Quantiles that are written as columns beside the forecast: increasing numbers between 0 and
   * 1, separated by commas. With loss=quantile the network learns these quantiles, and 0.5, which
   * is the forecast, must be one of them; with a likelihood you can also set them for a trained
   * model (default 0.1,0.5,0.9).
   */
  default String getQuantiles() {
    return getOrDefault(quantiles());
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
                "number of last steps that a linear path from the inputs to the output reads, beside the recurrent layers; its weights start at the least squares solution, and weight decay does not affect them; 0 for no such path",
                Valid.atLeast("linearSkip", 0)),
        0);
  }

  /**
   * Number of last steps that a linear path from the inputs to the output reads, beside the
   * recurrent layers; its weights start at the least squares solution, and weight decay does not
   * affect them; 0 for no such path (at least 0, default 0).
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

  /** The Param timeZone: see {@link #getTimeZone}. */
  default Param<String> timeZone() {
    return declared(
        "timeZone",
        () ->
            new Param<>(
                this,
                "timeZone",
                "for many series, the time zone in whose local time steps are counted, if timeCol is a timestamp. If not set, training takes the zone of the session (spark.sql.session.timeZone) if each series has rows at one local time of day there while clocks change; otherwise timestamps are instants",
                Valid.timeZone("timeZone")),
        null);
  }

  /**
   * For many series, the time zone in whose local time steps are counted, if timeCol is a
   * timestamp. If not set, training takes the zone of the session (spark.sql.session.timeZone) if
   * each series has rows at one local time of day there while clocks change; otherwise timestamps
   * are instants.
   */
  default String getTimeZone() {
    return getOrDefault(timeZone());
  }

  /** The Param strategy: see {@link #getStrategy}. */
  default Param<String> strategy() {
    return declared(
        "strategy",
        () ->
            new Param<>(
                this,
                "strategy",
                "how several steps are forecast: all at once, with one output per step (direct); one after another, each from the forecasts before it (recursive); or, for many series, by a network that continues from its state over the steps ahead and has an output at each of them (decoder). One of direct, recursive, decoder",
                Valid.oneOf("strategy", Strategy.values(), Strategy::paramValue)),
        "direct");
  }

  /**
   * How several steps are forecast: all at once, with one output per step (direct); one after
   * another, each from the forecasts before it (recursive); or, for many series, by a network
   * that continues from its state over the steps ahead and has an output at each of them
   * (decoder). One of direct, recursive, decoder (default direct).
   */
  default String getStrategy() {
    return getOrDefault(strategy());
  }

  /** The Param seriesCol: see {@link #getSeriesCol}. */
  default Param<String> seriesCol() {
    return declared(
        "seriesCol",
        () ->
            new Param<>(
                this,
                "seriesCol",
                "column that names the series of each row, if a table holds many series; rows may be in any order",
                Valid.columnName("seriesCol")),
        null);
  }

  /**
   * Column that names the series of each row, if a table holds many series; rows may be in any
   * order.
   */
  default String getSeriesCol() {
    return getOrDefault(seriesCol());
  }

  /** The Param seriesScaling: see {@link #getSeriesScaling}. */
  default Param<String> seriesScaling() {
    return declared(
        "seriesScaling",
        () ->
            new Param<>(
                this,
                "seriesScaling",
                "how each window of many series is scaled before the network reads it, so that series of all sizes look alike: not at all (none); divided by its mean absolute value (mean); relative to its latest level, in units of its scale (level); or as with level, but with forecasts relative to the value one period earlier (season). With loss=negativeBinomial the default is mean. One of none, mean, level, season",
                Valid.oneOf("seriesScaling", SeriesScaling.values(), SeriesScaling::paramValue)),
        "season");
  }

  /**
   * How each window of many series is scaled before the network reads it, so that series of all
   * sizes look alike: not at all (none); divided by its mean absolute value (mean); relative to
   * its latest level, in units of its scale (level); or as with level, but with forecasts
   * relative to the value one period earlier (season). With loss=negativeBinomial the default is
   * mean. One of none, mean, level, season (default season).
   */
  default String getSeriesScaling() {
    return getOrDefault(seriesScaling());
  }

  /** The Param timeStep: see {@link #getTimeStep}. */
  default Param<String> timeStep() {
    return declared(
        "timeStep",
        () ->
            new Param<>(
                this,
                "timeStep",
                "time between two steps of many series, such as 15min or 1month: a number with one of the units s, min, h, d, w, month and year (without a unit: seconds), or, if timeCol has numbers, a number in their unit. If not set, the smallest difference in the training data"),
        null);
  }

  /**
   * Time between two steps of many series, such as 15min or 1month: a number with one of the
   * units s, min, h, d, w, month and year (without a unit: seconds), or, if timeCol has numbers,
   * a number in their unit. If not set, the smallest difference in the training data.
   */
  default String getTimeStep() {
    return getOrDefault(timeStep());
  }

  /** The Param gaps: see {@link #getGaps}. */
  default Param<String> gaps() {
    return declared(
        "gaps",
        () ->
            new Param<>(
                this,
                "gaps",
                "how steps of many series are treated that have no row or no value: training and prediction end with a message that names the first such step (error), or the step gets the value before it (previous; in the first step of a series, a missing input is an error) or 0 (zero), or the number stays missing: the network reads 0 and an indicator, and the loss leaves it out (mask). One of error, previous, zero, mask",
                Valid.oneOf("gaps", GapRule.values(), GapRule::paramValue)),
        "error");
  }

  /**
   * How steps of many series are treated that have no row or no value: training and prediction
   * end with a message that names the first such step (error), or the step gets the value before
   * it (previous; in the first step of a series, a missing input is an error) or 0 (zero), or the
   * number stays missing: the network reads 0 and an indicator, and the loss leaves it out
   * (mask). One of error, previous, zero, mask (default error).
   */
  default String getGaps() {
    return getOrDefault(gaps());
  }

  /** The Param knownCols: see {@link #getKnownCols}. */
  default StringArrayParam knownCols() {
    return declared(
        "knownCols",
        () ->
            new StringArrayParam(
                this,
                "knownCols",
                "columns of numbers that are known for a step of many series before it comes, such as prices and holidays; data to predict from must have a row for each step to forecast, with these columns and with null in labelCol"),
        null);
  }

  /**
   * Columns of numbers that are known for a step of many series before it comes, such as prices
   * and holidays; data to predict from must have a row for each step to forecast, with these
   * columns and with null in labelCol.
   */
  default String[] getKnownCols() {
    return getOrDefault(knownCols());
  }

  /** The Param samplePaths: see {@link #getSamplePaths}. */
  default IntParam samplePaths() {
    return declared(
        "samplePaths",
        () ->
            new IntParam(
                this,
                "samplePaths",
                "number of sample paths per series, with strategy=recursive and a likelihood as the loss; forecasts and quantiles are the means and quantiles of the paths",
                Valid.atLeast("samplePaths", 1)),
        100);
  }

  /**
   * Number of sample paths per series, with strategy=recursive and a likelihood as the loss;
   * forecasts and quantiles are the means and quantiles of the paths (at least 1, default 100).
   */
  default int getSamplePaths() {
    return (int) getOrDefault(samplePaths());
  }

  /** The Param pathsCol: see {@link #getPathsCol}. */
  default Param<String> pathsCol() {
    return declared(
        "pathsCol",
        () ->
            new Param<>(
                this,
                "pathsCol",
                "output column: the values of the sample paths at the step; values at the same position in all rows of a series belong to one path; empty for none"),
        "");
  }

  /**
   * Output column: the values of the sample paths at the step; values at the same position in all
   * rows of a series belong to one path; empty for none.
   */
  default String getPathsCol() {
    return getOrDefault(pathsCol());
  }

  /** The Param staticCols: see {@link #getStaticCols}. */
  default StringArrayParam staticCols() {
    return declared(
        "staticCols",
        () ->
            new StringArrayParam(
                this,
                "staticCols",
                "categorical columns of many series that have the same value in all rows of a series, such as a region or a kind. Each value has a trainable vector; seriesCol may be one of the columns. Static numbers that are quantities belong in inputCols"),
        null);
  }

  /**
   * Categorical columns of many series that have the same value in all rows of a series, such as
   * a region or a kind. Each value has a trainable vector; seriesCol may be one of the columns.
   * Static numbers that are quantities belong in inputCols.
   */
  default String[] getStaticCols() {
    return getOrDefault(staticCols());
  }

  /** The Param staticSize: see {@link #getStaticSize}. */
  default IntParam staticSize() {
    return declared(
        "staticSize",
        () ->
            new IntParam(
                this,
                "staticSize",
                "size of the trainable vector of each value of staticCols",
                Valid.atLeast("staticSize", 1)),
        8);
  }

  /**
   * Size of the trainable vector of each value of staticCols (at least 1, default 8).
   */
  default int getStaticSize() {
    return (int) getOrDefault(staticSize());
  }

  /** The Param calendar: see {@link #getCalendar}. */
  default Param<String> calendar() {
    return declared(
        "calendar",
        () ->
            new Param<>(
                this,
                "calendar",
                "inputs of many series that are made from the time, as names separated by commas: hour (of the day), weekday, monthday, yearday; empty for none"),
        "");
  }

  /**
   * Inputs of many series that are made from the time, as names separated by commas: hour (of the
   * day), weekday, monthday, yearday; empty for none.
   */
  default String getCalendar() {
    return getOrDefault(calendar());
  }

  /** The Param windowStep: see {@link #getWindowStep}. */
  default IntParam windowStep() {
    return declared(
        "windowStep",
        () ->
            new IntParam(
                this,
                "windowStep",
                "number of steps between two training windows of a series, counted back from the last window; a few windows per series are enough if series are many or long",
                Valid.atLeast("windowStep", 1)),
        1);
  }

  /**
   * Number of steps between two training windows of a series, counted back from the last window;
   * a few windows per series are enough if series are many or long (at least 1, default 1).
   */
  default int getWindowStep() {
    return (int) getOrDefault(windowStep());
  }

  /** The Param patch: see {@link #getPatch}. */
  default IntParam patch() {
    return declared(
        "patch",
        () ->
            new IntParam(
                this,
                "patch",
                "number of neighbouring steps that the layers read as one, counted back from the last step: with hourly steps and patch=24, the recurrent layer goes from day to day",
                Valid.atLeast("patch", 1)),
        1);
  }

  /**
   * Number of neighbouring steps that the layers read as one, counted back from the last step:
   * with hourly steps and patch=24, the recurrent layer goes from day to day (at least 1, default
   * 1).
   */
  default int getPatch() {
    return (int) getOrDefault(patch());
  }
}
