package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.Param;
import org.sparkrnn.data.InvalidInputException;

/**
 * Setters of {@link HasAhead}.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 *
 * @param <E> the object itself, which setters return
 */
public interface SetsAhead<E> extends HasAhead {
  @SuppressWarnings("unchecked") // by contract
  private <T> E with(Param<T> param, T value) {
    set(param, value);
    return (E) this;
  }

  /**
   * Sets horizon: number of steps to forecast; for a SeasonalForecaster with readout=each, the
   * distance of its one forecast from each step (at least 1, default 1).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setHorizon(int value) {
    return with(horizon(), value);
  }

  /**
   * Sets period: number of steps per season of the series: a SeasonalForecaster forecasts the
   * value one season earlier, and jobs compare a SequenceRegressor with it; 1 for no season,
   * which forecasts the last value (at least 1, default 1).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setPeriod(int value) {
    return with(period(), value);
  }
}
