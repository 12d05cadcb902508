package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.IntParam;
import org.sparkrnn.ml.param.kind.ParamOwner;
import org.sparkrnn.ml.param.kind.Valid;

/**
 * How far ahead a series is forecast, and how long its season is.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 */
public interface HasAhead extends ParamOwner {
  /** The Param horizon: see {@link #getHorizon}. */
  default IntParam horizon() {
    return declared(
        "horizon",
        () ->
            new IntParam(
                this,
                "horizon",
                "steps ahead that are forecast of a series; by a SeasonalForecaster with readout=each, how far ahead of every step its one forecast is",
                Valid.atLeast("horizon", 1)),
        1);
  }

  /**
   * Steps ahead that are forecast of a series; by a SeasonalForecaster with readout=each, how far
   * ahead of every step its one forecast is (at least 1, default 1).
   */
  default int getHorizon() {
    return (int) getOrDefault(horizon());
  }

  /** The Param period: see {@link #getPeriod}. */
  default IntParam period() {
    return declared(
        "period",
        () ->
            new IntParam(
                this,
                "period",
                "steps after which a series is taken to repeat itself: a SeasonalForecaster forecasts the value one season ago, and jobs compare a SequenceRegressor with it; 1 for no season, which is persistence",
                Valid.atLeast("period", 1)),
        1);
  }

  /**
   * Steps after which a series is taken to repeat itself: a SeasonalForecaster forecasts the
   * value one season ago, and jobs compare a SequenceRegressor with it; 1 for no season, which is
   * persistence (at least 1, default 1).
   */
  default int getPeriod() {
    return (int) getOrDefault(period());
  }
}
