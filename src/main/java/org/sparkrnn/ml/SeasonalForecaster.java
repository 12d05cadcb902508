package org.sparkrnn.ml;

import java.util.List;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.sparkrnn.baseline.SeasonalNaive;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.ml.param.SeasonalForecasterParams;
import org.sparkrnn.ml.param.generated.SetsAhead;
import org.sparkrnn.ml.param.generated.SetsSeason;

/**
 * Forecasts that a series repeats itself: the last value (persistence) with period 1, otherwise the
 * value of one period ago. See {@link SeasonalNaive}. Nothing is learned; fit only checks the data.
 *
 * <p>The input columns are those of a {@link SequenceRegressor} of numbers, without sets; {@code
 * channel} says which number of a step is forecast. With {@code readout} last, {@code labelCol}
 * contains the next {@code horizon} values, as a number or array&lt;double&gt;; with each, it
 * contains the value {@code horizon} steps after each step. A label of several numbers, such as a
 * vector, contains the numbers that begin at {@code channel}. If labelCol is inputCol, each value
 * of the series is forecast from the values before it.
 */
public final class SeasonalForecaster extends Baseline<SeasonalForecaster, SeasonalForecasterModel>
    implements SeasonalForecasterParams,
        SetsAhead<SeasonalForecaster>,
        SetsSeason<SeasonalForecaster> {
  private static final long serialVersionUID = 1L;

  /** Creates an instance with a random uid. */
  public SeasonalForecaster() {
    this(null);
  }

  /** Creates an instance with a given uid; Spark uses this to copy and to load. */
  public SeasonalForecaster(String uid) {
    super(uid);
  }

  @Override
  SeasonalForecasterModel create(String newUid) {
    return new SeasonalForecasterModel(newUid);
  }

  @Override
  SeasonalForecasterModel count(Dataset<Row> dataset, SeasonalForecasterModel model) {
    if (dataset.isEmpty()) {
      throw new InvalidInputException("there is nothing to forecast: the data has no rows");
    }
    return model.setContent(List.of(), "");
  }

  /** The reader that Spark uses; see {@link #load}. */
  public static MLReader<SeasonalForecaster> read() {
    return new DefaultParamsReader<>();
  }

  /** Loads a saved instance. */
  public static SeasonalForecaster load(String path) {
    return read().load(path);
  }
}
