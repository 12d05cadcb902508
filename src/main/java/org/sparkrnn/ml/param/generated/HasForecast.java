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
                "loss function; for many series also quantile, which gives every quantile that quantiles names, and the likelihoods gaussian, student and negativeBinomial (for counts), which give a distribution: squared, absolute, huber, quantile, gaussian, student, negativeBinomial",
                Valid.oneOf("loss", LossType.values(), LossType::paramValue)),
        "squared");
  }

  /**
   * Loss function; for many series also quantile, which gives every quantile that quantiles
   * names, and the likelihoods gaussian, student and negativeBinomial (for counts), which give a
   * distribution: squared, absolute, huber, quantile, gaussian, student, negativeBinomial
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
                "quantiles that are columns beside the forecast, rising numbers between 0 and 1 joined by commas; loss quantile learns these, with 0.5 among them as the forecast, and of a likelihood they may be set later"),
        "0.1,0.5,0.9");
  }

  /**
   * Quantiles that are columns beside the forecast, rising numbers between 0 and 1 joined by
   * commas; loss quantile learns these, with 0.5 among them as the forecast, and of a likelihood
   * they may be set later (default 0.1,0.5,0.9).
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
                "how several steps are forecast: all at once by one output per step, one after another from the forecasts before, or (decoder, many series) by a network that goes on from its state over the steps ahead and has an output at each: direct, recursive, decoder",
                Valid.oneOf("strategy", Strategy.values(), Strategy::paramValue)),
        "direct");
  }

  /**
   * How several steps are forecast: all at once by one output per step, one after another from
   * the forecasts before, or (decoder, many series) by a network that goes on from its state over
   * the steps ahead and has an output at each: direct, recursive, decoder (default direct).
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
                "column that names the series of each row, where a table holds many; its rows may come in any order",
                Valid.columnName("seriesCol")),
        null);
  }

  /**
   * Column that names the series of each row, where a table holds many; its rows may come in any
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
                "what is taken out of each window of many series before the network sees it, so that series of any size are alike: nothing; their size (mean); their latest level too (level); or, of what is forecast, the value one period before as well (season): none, mean, level, season",
                Valid.oneOf("seriesScaling", SeriesScaling.values(), SeriesScaling::paramValue)),
        "season");
  }

  /**
   * What is taken out of each window of many series before the network sees it, so that series of
   * any size are alike: nothing; their size (mean); their latest level too (level); or, of what
   * is forecast, the value one period before as well (season): none, mean, level, season (default
   * season).
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
                "time between two steps of many series: a number in the unit of timeCol, or with s, min, h, d, w, month or year; unset: the smallest difference in the training data"),
        null);
  }

  /**
   * Time between two steps of many series: a number in the unit of timeCol, or with s, min, h, d,
   * w, month or year; unset: the smallest difference in the training data.
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
                "what becomes of steps of many series that have no row or no value: training and prediction end and name the first of them (error), the value before it is taken (previous), or 0 is (zero), or the number stays missing: the network reads 0 and an indicator, and no loss counts it (mask): error, previous, zero, mask",
                Valid.oneOf("gaps", GapRule.values(), GapRule::paramValue)),
        "error");
  }

  /**
   * What becomes of steps of many series that have no row or no value: training and prediction
   * end and name the first of them (error), the value before it is taken (previous), or 0 is
   * (zero), or the number stays missing: the network reads 0 and an indicator, and no loss counts
   * it (mask): error, previous, zero, mask (default error).
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
                "columns of numbers that are known of a step of many series before it comes, as prices and holidays are; to predict, rows without a value of labelCol give them for the steps that are forecast"),
        null);
  }

  /**
   * Columns of numbers that are known of a step of many series before it comes, as prices and
   * holidays are; to predict, rows without a value of labelCol give them for the steps that are
   * forecast.
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
                "number of paths that are drawn of each of many series where strategy is recursive and the loss a likelihood: the forecast is their mean, and quantiles are theirs",
                Valid.atLeast("samplePaths", 1)),
        100);
  }

  /**
   * Number of paths that are drawn of each of many series where strategy is recursive and the
   * loss a likelihood: the forecast is their mean, and quantiles are theirs (at least 1, default
   * 100).
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
                "output column with the values of these paths at the step, of which those at the same place are one path; empty for none"),
        "");
  }

  /**
   * Output column with the values of these paths at the step, of which those at the same place
   * are one path; empty for none.
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
                "columns of many series that are the same in all rows of a series and name something, such as a region or a kind; each is embedded, seriesCol too if it is among them. Static numbers are inputCols"),
        null);
  }

  /**
   * Columns of many series that are the same in all rows of a series and name something, such as
   * a region or a kind; each is embedded, seriesCol too if it is among them. Static numbers are
   * inputCols.
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
                "size of the vector that each of staticCols is embedded in",
                Valid.atLeast("staticSize", 1)),
        8);
  }

  /**
   * Size of the vector that each of staticCols is embedded in (at least 1, default 8).
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
                "what of the time is an input of many series, names joined by commas: hour (of the day), weekday, monthday, yearday; empty for nothing"),
        "");
  }

  /**
   * What of the time is an input of many series, names joined by commas: hour (of the day),
   * weekday, monthday, yearday; empty for nothing.
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
                "steps from one training window of a series to the next, counted back from its last one: of many or long series a few windows each are enough",
                Valid.atLeast("windowStep", 1)),
        1);
  }

  /**
   * Steps from one training window of a series to the next, counted back from its last one: of
   * many or long series a few windows each are enough (at least 1, default 1).
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
                "neighbouring steps that the layers read as one, the last ones of a sequence together: of hours with patch 24 the recurrent layer goes from day to day",
                Valid.atLeast("patch", 1)),
        1);
  }

  /**
   * Neighbouring steps that the layers read as one, the last ones of a sequence together: of
   * hours with patch 24 the recurrent layer goes from day to day (at least 1, default 1).
   */
  default int getPatch() {
    return (int) getOrDefault(patch());
  }
}
