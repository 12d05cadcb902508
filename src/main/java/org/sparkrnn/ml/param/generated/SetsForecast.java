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
   * Sets loss: loss function; for many series also quantile, which gives every quantile that
   * quantiles names, and the likelihoods gaussian, student and negativeBinomial (for counts),
   * which give a distribution: squared, absolute, huber, quantile, gaussian, student,
   * negativeBinomial (default squared).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setLoss(String value) {
    return with(loss(), value);
  }

  /**
   * Sets quantiles: quantiles that are columns beside the forecast, rising numbers between 0 and
   * 1 joined by commas; loss quantile learns these, with 0.5 among them as the forecast, and of a
   * likelihood they may be set later (default 0.1,0.5,0.9).
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
   * beside the recurrent layers; its weights start at the least squares solution and do not
   * decay; 0 for no such path (at least 0, default 0).
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
   * Sets strategy: how several steps are forecast: all at once by one output per step, one after
   * another from the forecasts before, or (decoder, many series) by a network that goes on from
   * its state over the steps ahead and has an output at each: direct, recursive, decoder (default
   * direct).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setStrategy(String value) {
    return with(strategy(), value);
  }

  /**
   * Sets seriesCol: column that names the series of each row, where a table holds many; its rows
   * may come in any order.
   *
   * @throws InvalidInputException if it is another value
   */
  default E setSeriesCol(String value) {
    return with(seriesCol(), value);
  }

  /**
   * Sets seriesScaling: what is taken out of each window of many series before the network sees
   * it, so that series of any size are alike: nothing; their size (mean); their latest level too
   * (level); or, of what is forecast, the value one period before as well (season): none, mean,
   * level, season (default season).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setSeriesScaling(String value) {
    return with(seriesScaling(), value);
  }

  /**
   * Sets timeStep: time between two steps of many series: a number in the unit of timeCol, or
   * with s, min, h, d, w, month or year; unset: the smallest difference in the training data.
   */
  default E setTimeStep(String value) {
    return with(timeStep(), value);
  }

  /**
   * Sets gaps: what becomes of steps of many series that have no row or no value: training and
   * prediction end and name the first of them (error), the value before it is taken (previous),
   * or 0 is (zero), or the number stays missing: the network reads 0 and an indicator, and no
   * loss counts it (mask): error, previous, zero, mask (default error).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setGaps(String value) {
    return with(gaps(), value);
  }

  /**
   * Sets knownCols: columns of numbers that are known of a step of many series before it comes,
   * as prices and holidays are; to predict, rows without a value of labelCol give them for the
   * steps that are forecast.
   */
  default E setKnownCols(String... value) {
    return with(knownCols(), value);
  }

  /**
   * Sets samplePaths: number of paths that are drawn of each of many series where strategy is
   * recursive and the loss a likelihood: the forecast is their mean, and quantiles are theirs (at
   * least 1, default 100).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setSamplePaths(int value) {
    return with(samplePaths(), value);
  }

  /**
   * Sets pathsCol: output column with the values of these paths at the step, of which those at
   * the same place are one path; empty for none.
   */
  default E setPathsCol(String value) {
    return with(pathsCol(), value);
  }

  /**
   * Sets staticCols: columns of many series that are the same in all rows of a series and name
   * something, such as a region or a kind; each is embedded, seriesCol too if it is among them.
   * Static numbers are inputCols.
   */
  default E setStaticCols(String... value) {
    return with(staticCols(), value);
  }

  /**
   * Sets staticSize: size of the vector that each of staticCols is embedded in (at least 1,
   * default 8).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setStaticSize(int value) {
    return with(staticSize(), value);
  }

  /**
   * Sets calendar: what of the time is an input of many series, names joined by commas: hour (of
   * the day), weekday, monthday, yearday; empty for nothing.
   */
  default E setCalendar(String value) {
    return with(calendar(), value);
  }

  /**
   * Sets windowStep: steps from one training window of a series to the next, counted back from
   * its last one: of many or long series a few windows each are enough (at least 1, default 1).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setWindowStep(int value) {
    return with(windowStep(), value);
  }

  /**
   * Sets patch: neighbouring steps that the layers read as one, the last ones of a sequence
   * together: of hours with patch 24 the recurrent layer goes from day to day (at least 1,
   * default 1).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setPatch(int value) {
    return with(patch(), value);
  }
}
