package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.IntParam;
import org.sparkrnn.ml.param.kind.ParamOwner;
import org.sparkrnn.ml.param.kind.Valid;

/**
 * Horizon and season of a forecast.
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
                "number of steps to forecast; for a SeasonalForecaster with readout=each, the distance of its one forecast from each step",
                Valid.atLeast("horizon", 1)),
        1);
  }

  /**
   * Number of steps to forecast; for a SeasonalForecaster with readout=each, the distance of its
   * one forecast from each step (at least 1, default 1).
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
                "number of steps per season of the series: a SeasonalForecaster forecasts the value one season earlier, and jobs compare a SequenceRegressor with it; 1 for no season, which forecasts the last value",
                Valid.atLeast("period", 1)),
        1);
  }

  /**
   * Number of steps per season of the series: a SeasonalForecaster forecasts the value one season
   * earlier, and jobs compare a SequenceRegressor with it; 1 for no season, which forecasts the
   * last value (at least 1, default 1).
   */
  default int getPeriod() {
    return (int) getOrDefault(period());
  }
}
