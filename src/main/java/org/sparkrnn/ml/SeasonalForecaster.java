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
 * The forecast that a series goes on as it did: persistence (the last value) with period 1, else
 * the value one period ago. See {@link SeasonalNaive}. Nothing is learned, so that fit only checks
 * the data.
 *
 * <p>The input columns are those of a {@link SequenceRegressor} of numbers, but no sets; of a
 * step's numbers {@code channel} is the one forecast. {@code labelCol}: with {@code readout} last
 * the next {@code horizon} values, a number or array&lt;double&gt;; with each, the value {@code
 * horizon} steps after every step. A label of several numbers, as a vector, holds those from {@code
 * channel} on. Where labelCol is inputCol, the series itself is forecast from what comes before
 * each of its values.
 */
public final class SeasonalForecaster extends Baseline<SeasonalForecaster, SeasonalForecasterModel>
    implements SeasonalForecasterParams,
        SetsAhead<SeasonalForecaster>,
        SetsSeason<SeasonalForecaster> {
  private static final long serialVersionUID = 1L;

  /** With a uid of its own. */
  public SeasonalForecaster() {
    this(null);
  }

  /** With a given uid, as Spark makes a copy or reads a saved one. */
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

  /** What Spark reads a saved one with; see {@link #load}. */
  public static MLReader<SeasonalForecaster> read() {
    return new DefaultParamsReader<>();
  }

  /** Reads a saved one. */
  public static SeasonalForecaster load(String path) {
    return read().load(path);
  }
}
