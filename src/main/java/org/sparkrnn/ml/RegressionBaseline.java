package org.sparkrnn.ml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Readout;
import org.sparkrnn.ml.column.BaselineRows;
import org.sparkrnn.ml.column.RepeatedTargets;
import org.sparkrnn.ml.column.Series;
import org.sparkrnn.ml.column.TargetValues;
import org.sparkrnn.ml.param.kind.ReadoutType;

/**
 * The baselines of a trained regressor. If past values of the target are among the inputs, they
 * repeat the last value or the value of one season ago; otherwise they give the mean of the
 * training targets.
 */
public final class RegressionBaseline {
  private final SequenceRegressorModel model; // sees a season at least
  private final boolean series;
  private final Dataset<Row> training; // examples
  private final int period;

  private RegressionBaseline(SequenceRegressorModel model, Dataset<Row> training, int period) {
    this.model = model.copy(ParamMap.empty());
    this.model.set(model.window(), (Object) Math.max(model.getWindow(), period));
    this.training = this.model.examples(training);
    this.period = period;
    series = Series.of(training.schema(), model) != null;
  }

  /**
   * The mean and, if past values of the targets are among the inputs, the last value and, if {@code
   * period} is set, the value of one season ago.
   */
  public static List<BaselineTrial> trials(
      SequenceRegressorModel model, Dataset<Row> training, Dataset<Row> measured) {
    List<BaselineTrial> trials = new ArrayList<>();
    trials.add(BaselineTrial.of("mean", () -> mean(model, training, measured)));
    trials.add(BaselineTrial.perhaps("persistence", () -> past(model, training, measured, 1)));
    int period = model.getPeriod();
    if (period > 1) {
      trials.add(BaselineTrial.perhaps("seasonal", () -> past(model, training, measured, period)));
    }
    return trials;
  }

  private static BaselineMetrics mean(
      SequenceRegressorModel model, Dataset<Row> training, Dataset<Row> measured) {
    RegressionBaseline baseline = new RegressionBaseline(model, training, 1);
    try {
      return baseline.mean(baseline.model.examples(measured));
    } catch (Exception e) { // Scala throws undeclared exceptions
      throw InvalidInputException.orElse(e);
    }
  }

  private static Optional<BaselineMetrics> past(
      SequenceRegressorModel model, Dataset<Row> training, Dataset<Row> measured, int period) {
    if (period > 1 && !hasSeason(model, training, measured, period)) {
      throw new OmittedBaselineException(
          "period=%d is longer than the data to train on or to measure on".formatted(period));
    }
    BaselineMetrics metrics = measure(model, training, measured, period);
    if (period > 1) {
      metrics.setting("period", period);
    }
    return metrics.name().equals("mean") ? Optional.empty() : Optional.of(metrics);
  }

  /**
   * Measures a baseline on the examples that the model is measured on; for a series, only on those
   * that have a whole season before them.
   *
   * <p>A series has past values to repeat if its label is also an input. Sequences with targets
   * have them if their targets also occur as inputs, as in windows that were cut from a series, and
   * if the last value is nearer to the training targets than their mean.
   *
   * @param period 1 for the last known value
   * @return the metrics of {@code persistence} or {@code seasonal}; without past values, those of
   *     {@code mean}
   * @throws org.sparkrnn.data.InvalidInputException if a column is missing or of the wrong type, or
   *     a row is malformed
   */
  public static BaselineMetrics measure(
      SequenceRegressorModel model, Dataset<Row> training, Dataset<Row> measured, int period) {
    RegressionBaseline baseline = new RegressionBaseline(model, training, period);
    Dataset<Row> examples = baseline.model.examples(measured);
    try {
      int channel = baseline.pastChannel();
      return channel < 0 ? baseline.mean(examples) : baseline.seasonal(channel, period, examples);
    } catch (Exception e) { // Scala throws undeclared exceptions
      throw InvalidInputException.orElse(e);
    }
  }

  /** Whether both data sets have examples with a whole season before them. */
  public static boolean hasSeason(
      SequenceRegressorModel model, Dataset<Row> training, Dataset<Row> measured, int period) {
    try {
      RegressionBaseline baseline = new RegressionBaseline(model, training, period);
      return !baseline.training.isEmpty() && !baseline.model.examples(measured).isEmpty();
    } catch (Exception e) { // Scala throws undeclared exceptions
      throw InvalidInputException.orElse(e);
    }
  }

  /** The first of the features that hold the target's past; -1 where none do. */
  private int pastChannel() {
    if (series) {
      return model.inputColumns().indexOf(model.getLabelCol());
    }
    int K = model.network().outputSize();
    int features = model.network().tokenInput() ? 0 : model.network().inputSize();
    if (K > features || model.getInputSets()) {
      return -1; // a forecaster could not read these
    }
    StructType schema = training.schema();
    boolean past =
        RepeatedTargets.among(
            training, (TargetValues) model.targets(schema), model.input(schema), K);
    return past && seasonal(0, 1, training).get("rmse") < mean(training).get("rmse") ? 0 : -1;
  }

  private BaselineMetrics seasonal(int channel, int steps, Dataset<Row> examples) {
    boolean each = model.outputSteps() == Readout.EACH_STEP;
    ReadoutType readout = each ? ReadoutType.EACH_STEP : ReadoutType.LAST_STEP;
    SeasonalForecaster forecaster =
        new SeasonalForecaster()
            .setPeriod(steps)
            .setChannel(channel)
            .setHorizon(series ? model.getHorizon() : 1)
            .setReadout(readout.forecastValue());
    if (series) {
      return forecaster.fit(training, Series.HISTORY, Series.FUTURE).evaluate(examples);
    }
    forecaster.readLike(model);
    return forecaster.fit(withSteps(training)).evaluate(withSteps(examples));
  }

  /**
   * The rows that have a value to repeat; those without count for nothing in the model's metrics.
   */
  private Dataset<Row> withSteps(Dataset<Row> sequences) {
    return sequences.where(model.steps(sequences).gt(0));
  }

  private TargetValues targets(Dataset<Row> examples) {
    return series
        ? new TargetValues(examples.schema(), "labelCol", Series.FUTURE, Readout.LAST_STEP)
        : (TargetValues) model.targets(examples.schema());
  }

  /** The mean of every number of a target, over all training rows. */
  private BaselineMetrics mean(Dataset<Row> examples) {
    int K = series ? model.getHorizon() : model.network().outputSize();
    TargetValues known = targets(training);
    double[] sums = // of each number, then how many targets
        BaselineRows.sum(
            training,
            K + 1,
            (row, all) -> {
              for (double[] y : numbers(known, row, K)) {
                for (int k = 0; k < K; k++) {
                  all[k] += y[k];
                }
                all[K]++;
              }
            });
    double[] mean = Arrays.stream(sums, 0, K).map(sum -> sum / sums[K]).toArray();
    TargetValues targets = targets(examples);
    double[] errors = // rows, numbers, squared and absolute errors
        BaselineRows.sum(
            examples,
            4,
            (row, all) -> {
              all[0]++;
              for (double[] y : numbers(targets, row, K)) {
                for (int k = 0; k < K; k++) {
                  double error = mean[k] - y[k];
                  all[1]++;
                  all[2] += error * error;
                  all[3] += Math.abs(error);
                }
              }
            });
    return new BaselineMetrics("mean", (long) errors[0], (long) errors[1])
        .with("rmse", Math.sqrt(errors[2] / errors[1]))
        .with("mae", errors[3] / errors[1]);
  }

  /** A row's targets, each of K numbers. */
  private static double[][] numbers(TargetValues targets, Row row, int K) {
    double[][] y = targets.numbers(row);
    for (int t = 0; t < y.length; t++) {
      targets.requireSize(y[t].length, K, t);
    }
    return y;
  }
}
