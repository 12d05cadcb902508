package org.sparkrnn.ml;

import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.sparkrnn.data.Readout;

/**
 * What a trained regressor has to beat: that values stay as they are, or come back after a season.
 * A network that is given sequences with targets is taken to forecast its first feature.
 */
public final class RegressionBaseline {
  private RegressionBaseline() {}

  /**
   * Measures a {@link SeasonalForecaster} on the examples that the model is measured on; of a
   * series, on those of them that have a whole season before them.
   *
   * @param period 1 for the last known value
   * @return null where the target's own past is not among the inputs, so that there is nothing to
   *     repeat: tokens, more target values than features, or a series whose label is no input
   * @throws org.sparkrnn.data.InvalidInputException if a column is missing or of the wrong type, or
   *     a row is malformed
   */
  public static BaselineMetrics measure(
      SequenceRegressorModel model, Dataset<Row> training, Dataset<Row> measured, int period) {
    boolean series = Series.of(measured.schema(), model) != null;
    int channel = series ? model.inputColumns().indexOf(model.getLabelCol()) : 0;
    int targets = series ? 1 : model.network().outputSize();
    int features = model.network().tokenInput() ? 0 : model.network().inputSize();
    if (channel < 0 || channel + targets > features || model.inputColumns().size() > 1 && !series) {
      return null;
    }
    SequenceRegressorModel seen = model.copy(ParamMap.empty());
    seen.set(seen.window(), (Object) Math.max(model.getWindow(), period));
    boolean each = model.outputSteps() == Readout.EACH_STEP;
    return new SeasonalForecaster()
        .setPeriod(period)
        .setChannel(channel)
        .setHorizon(series ? model.getHorizon() : 1)
        .setReadout(each ? "each" : "last")
        .fit(
            seen.examples(training),
            series ? Series.HISTORY : model.getInputCol(),
            series ? Series.FUTURE : model.getLabelCol())
        .evaluate(seen.examples(measured));
  }
}
