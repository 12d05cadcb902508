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
   * Sets horizon: number of steps to forecast. A SeasonalForecaster with readout=each makes one
   * forecast at each step: of the value this number of steps later (at least 1, default 1).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setHorizon(int value) {
    return with(horizon(), value);
  }

  /**
   * Sets period: number of steps per season of the series. A SeasonalForecaster takes the value
   * one season earlier as its forecast, and jobs measure this forecast as a baseline of a
   * SequenceRegressor. For many series, the scaling of windows, the metrics and the automatic
   * choice of patch and window depend on it too. 1 for no season: the forecast is then the last
   * value (at least 1, default 1).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setPeriod(int value) {
    return with(period(), value);
  }
}
