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
                "number of steps to forecast. A SeasonalForecaster with readout=each makes one forecast at each step: of the value this number of steps later",
                Valid.atLeast("horizon", 1)),
        1);
  }

  /**
   * Number of steps to forecast. A SeasonalForecaster with readout=each makes one forecast at
   * each step: of the value this number of steps later (at least 1, default 1).
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
                "number of steps per season of the series. A SeasonalForecaster takes the value one season earlier as its forecast, and jobs measure this forecast as a baseline of a SequenceRegressor. For many series, the scaling of windows, the metrics and the automatic choice of patch and window depend on it too. 1 for no season: the forecast is then the last value",
                Valid.atLeast("period", 1)),
        1);
  }

  /**
   * Number of steps per season of the series. A SeasonalForecaster takes the value one season
   * earlier as its forecast, and jobs measure this forecast as a baseline of a SequenceRegressor.
   * For many series, the scaling of windows, the metrics and the automatic choice of patch and
   * window depend on it too. 1 for no season: the forecast is then the last value (at least 1,
   * default 1).
   */
  default int getPeriod() {
    return (int) getOrDefault(period());
  }
}
