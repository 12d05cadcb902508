package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.Param;
import org.sparkrnn.data.InvalidInputException;

/**
 * Setters of {@link HasForecast}.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 *
 * @param <E> the object itself, which setters return
 */
public interface SetsForecast<E> extends HasForecast {
  @SuppressWarnings("unchecked") // by contract
  private <T> E with(Param<T> param, T value) {
    set(param, value);
    return (E) this;
  }

  /**
   * Sets loss: loss function; for many series also quantile, which forecasts every quantile that
   * quantiles lists, and the likelihoods gaussian, student and negativeBinomial (for counts),
   * which give a distribution. One of squared, absolute, huber, quantile, gaussian, student,
   * negativeBinomial (default squared).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setLoss(String value) {
    return with(loss(), value);
  }

  /**
   * Sets quantiles: quantiles that are written as columns beside the forecast: increasing numbers
   * between 0 and 1, separated by commas. With loss=quantile the network learns these quantiles,
   * and 0.5, which is the forecast, must be one of them; with a likelihood you can also set them
   * for a trained model (default 0.1,0.5,0.9).
   */
  default E setQuantiles(String value) {
    return with(quantiles(), value);
  }

  /**
   * Sets huberDelta: error above which the huber loss grows linearly, in standard deviations of
   * the target if standardize is true, otherwise in units of the target (above 0, default 1.0).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setHuberDelta(double value) {
    return with(huberDelta(), value);
  }

  /**
   * Sets linearSkip: number of last steps that a linear path from the inputs to the output reads,
   * beside the recurrent layers; its weights start at the least squares solution, and weight
   * decay does not affect them; 0 for no such path (at least 0, default 0).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setLinearSkip(int value) {
    return with(linearSkip(), value);
  }

  /**
   * Sets timeCol: column that orders the rows, where each row is one step of a series.
   *
   * @throws InvalidInputException if it is another value
   */
  default E setTimeCol(String value) {
    return with(timeCol(), value);
  }

  /**
   * Sets timeFormat: format of timeCol, if it is text: number, iso, isoOffset, or a java.time
   * pattern such as dd.MM.yyyy HH:mm. If not set, the data decides, if it can be read in one way
   * only.
   *
   * @throws InvalidInputException if it is another value
   */
  default E setTimeFormat(String value) {
    return with(timeFormat(), value);
  }

  /**
   * Sets timeZone: for many series, the time zone in whose local time steps are counted, if
   * timeCol is a timestamp. If not set, training takes the zone of the session
   * (spark.sql.session.timeZone) if each series has rows at one local time of day there while
   * clocks change; otherwise timestamps are instants.
   *
   * @throws InvalidInputException if it is another value
   */
  default E setTimeZone(String value) {
    return with(timeZone(), value);
  }

  /**
   * Sets strategy: how several steps are forecast: all at once, with one output per step
   * (direct); one after another, each from the forecasts before it (recursive); or, for many
   * series, by a network that continues from its state over the steps ahead and has an output at
   * each of them (decoder). One of direct, recursive, decoder (default direct).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setStrategy(String value) {
    return with(strategy(), value);
  }

  /**
   * Sets seriesCol: column that names the series of each row, if a table holds many series; rows
   * may be in any order.
   *
   * @throws InvalidInputException if it is another value
   */
  default E setSeriesCol(String value) {
    return with(seriesCol(), value);
  }

  /**
   * Sets seriesScaling: how each window of many series is scaled before the network reads it, so
   * that series of all sizes look alike: not at all (none); divided by its mean absolute value
   * (mean); relative to its latest level, in units of its scale (level); or as with level, but
   * with forecasts relative to the value one period earlier (season). With loss=negativeBinomial
   * the default is mean. One of none, mean, level, season (default season).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setSeriesScaling(String value) {
    return with(seriesScaling(), value);
  }

  /**
   * Sets timeStep: time between two steps of many series, such as 15min or 1month: a number with
   * one of the units s, min, h, d, w, month and year (without a unit: seconds), or, if timeCol
   * has numbers, a number in their unit. If not set, the smallest difference in the training data.
   */
  default E setTimeStep(String value) {
    return with(timeStep(), value);
  }

  /**
   * Sets gaps: how steps of many series are treated that have no row or no value: training and
   * prediction end with a message that names the first such step (error), or the step gets the
   * value before it (previous; in the first step of a series, a missing input is an error) or 0
   * (zero), or the number stays missing: the network reads 0 and an indicator, and the loss
   * leaves it out (mask). One of error, previous, zero, mask (default error).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setGaps(String value) {
    return with(gaps(), value);
  }

  /**
   * Sets knownCols: columns of numbers that are known for a step of many series before it comes,
   * such as prices and holidays; data to predict from must have a row for each step to forecast,
   * with these columns and with null in labelCol.
   */
  default E setKnownCols(String... value) {
    return with(knownCols(), value);
  }

  /**
   * Sets samplePaths: number of sample paths per series, with strategy=recursive and a likelihood
   * as the loss; forecasts and quantiles are the means and quantiles of the paths (at least 1,
   * default 100).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setSamplePaths(int value) {
    return with(samplePaths(), value);
  }

  /**
   * Sets pathsCol: output column: the values of the sample paths at the step; values at the same
   * position in all rows of a series belong to one path; empty for none.
   */
  default E setPathsCol(String value) {
    return with(pathsCol(), value);
  }

  /**
   * Sets staticCols: categorical columns of many series that have the same value in all rows of a
   * series, such as a region or a kind. Each value has a trainable vector; seriesCol may be one
   * of the columns. Static numbers that are quantities belong in inputCols.
   */
  default E setStaticCols(String... value) {
    return with(staticCols(), value);
  }

  /**
   * Sets staticSize: size of the trainable vector of each value of staticCols (at least 1,
   * default 8).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setStaticSize(int value) {
    return with(staticSize(), value);
  }

  /**
   * Sets calendar: inputs of many series that are made from the time, as names separated by
   * commas: hour (of the day), weekday, monthday, yearday; empty for none.
   */
  default E setCalendar(String value) {
    return with(calendar(), value);
  }

  /**
   * Sets windowStep: number of steps between two training windows of a series, counted back from
   * the last window; a few windows per series are enough if series are many or long (at least 1,
   * default 1).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setWindowStep(int value) {
    return with(windowStep(), value);
  }

  /**
   * Sets patch: number of neighbouring steps that the layers read as one, counted back from the
   * last step: with hourly steps and patch=24, the recurrent layer goes from day to day (at least
   * 1, default 1).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setPatch(int value) {
    return with(patch(), value);
  }
}
