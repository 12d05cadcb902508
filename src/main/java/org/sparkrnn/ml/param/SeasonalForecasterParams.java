package org.sparkrnn.ml.param;

import java.util.List;
import org.sparkrnn.data.Readout;
import org.sparkrnn.ml.param.generated.HasAhead;
import org.sparkrnn.ml.param.generated.HasSeason;
import org.sparkrnn.ml.param.kind.ReadoutType;

/** The Params of {@link org.sparkrnn.ml.SeasonalForecaster} and its model. */
public interface SeasonalForecasterParams extends InputParams, HasAhead, HasSeason {
  /** Whether the series itself is forecast. */
  default boolean forecastsItself() {
    return inputColumns().equals(List.of(getLabelCol()));
  }

  /** Which steps have a forecast. */
  default Readout outputSteps() {
    return ReadoutType.ofForecast(getReadout()).steps();
  }
}
