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
   * Sets horizon: steps ahead that are forecast of a series; by a SeasonalForecaster with
   * readout=each, how far ahead of every step its one forecast is (at least 1, default 1).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setHorizon(int value) {
    return with(horizon(), value);
  }

  /**
   * Sets period: steps after which a series is taken to repeat itself: a SeasonalForecaster
   * forecasts the value one season ago, and jobs compare a SequenceRegressor with it; 1 for no
   * season, which is persistence (at least 1, default 1).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setPeriod(int value) {
    return with(period(), value);
  }
}
