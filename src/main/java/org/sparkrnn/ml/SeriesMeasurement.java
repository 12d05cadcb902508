package org.sparkrnn.ml;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.SeriesSteps;
import org.sparkrnn.ml.evaluation.ForecastCounts;
import org.sparkrnn.ml.param.kind.ParamValues;
import org.sparkrnn.nn.output.Loss;
import org.sparkrnn.nn.output.LossType;
import org.sparkrnn.predict.Forecaster;
import org.sparkrnn.train.JobScope;

/**
 * How far forecasts of the last {@code horizon} values of each series are from these, a trained
 * regressor's and those of simple rules.
 */
final class SeriesMeasurement {
  private final SequenceRegressorModel model;
  private final Dataset<?> dataset;
  private final SeriesForecasts forecasts;

  /**
   * @throws InvalidInputException if a column is missing or of the wrong type
   */
  SeriesMeasurement(SequenceRegressorModel model, Dataset<?> dataset) {
    this.model = model;
    this.dataset = dataset;
    forecasts = new SeriesForecasts(model, dataset);
  }

  /** One series' forecast beside what came: its last {@code horizon} values. */
  private static final class Compared implements Serializable {
    private static final long serialVersionUID = 1L;
    private final String name;
    private final double[] past;
    private final double[] forecast;
    private final double[] actual;
    private final double[] quantiles;
    private final double scale;

    Compared(String name, double[] past, Forecaster.Forecast of, double[] actual) {
      this.name = name;
      this.past = past;
      this.forecast = of.values();
      this.quantiles = of.quantiles();
      this.actual = actual;
      this.scale = of.scale();
    }

    static Compared of(SeriesSteps series, Forecaster.Forecast forecast) {
      double[] all = series.values();
      int known = all.length - forecast.values().length;
      return new Compared(
          series.name(),
          Arrays.copyOf(all, known),
          forecast,
          Arrays.copyOfRange(all, known, all.length));
    }

    ForecastCounts counts(int period, Loss loss) {
      ForecastCounts counts = new ForecastCounts();
      counts.add(past, forecast, actual, period);
      int Q = quantiles.length / actual.length;
      for (int h = 0; h < actual.length; h++) {
        for (int q = 0; q < Q; q++) {
          double error = quantiles[h * Q + q] - actual[h];
          counts.loss += loss.ofError(q, error / scale);
          counts.pinball += Q == 1 ? 0 : loss.ofError(q, error) / Q;
        }
        boolean inside = quantiles[h * Q] <= actual[h] && actual[h] <= quantiles[(h + 1) * Q - 1];
        counts.covered += Q > 1 && inside ? 1 : 0;
      }
      return counts;
    }
  }

  private JavaRDD<Compared> compared() {
    Broadcast<Forecaster> sent = forecasts.forecaster();
    int horizon = model.getHorizon();
    return forecasts
        .steps()
        .mapPartitions(
            part ->
                SeriesForecasts.each(
                    part,
                    sent.value(),
                    horizon,
                    (one, forecast, to) -> to.add(Compared.of(one, forecast))));
  }

  private Loss loss() {
    double[] levels = model.quantileLevels();
    if (levels.length == 1) {
      LossType type = ParamValues.constant(LossType.class, model.getLoss());
      return type == LossType.QUANTILE
          ? Loss.ofQuantiles(0.5f)
          : Loss.ofReals(type, model.getHuberDelta());
    }
    float[] quantiles = new float[levels.length];
    for (int q = 0; q < quantiles.length; q++) {
      quantiles[q] = (float) levels[q];
    }
    return Loss.ofQuantiles(quantiles);
  }

  /**
   * Compares the forecasts of each series' last {@code horizon} values with these.
   *
   * @throws InvalidInputException if no series has more values than that
   */
  RegressionMetrics measured() {
    JobScope.describe(dataset.sparkSession().sparkContext(), "evaluate");
    int period = model.getPeriod();
    int quoted = model.getReportExamples();
    Loss loss = loss();
    ForecastCounts[] found =
        sums(
            compared(),
            2,
            (one, counts) -> {
              ForecastCounts own = one.counts(period, loss);
              counts[0].examples.quote(quoted);
              counts[0].merge(own);
              counts[0].examples.addForecast(
                  one.name, one.past, one.actual, one.forecast, one.quantiles, own.smape());
              counts[1].add(
                  one.past,
                  ForecastCounts.Rule.NAIVE2.forecast(one.past, one.actual.length, period),
                  one.actual,
                  period);
            });
    requireSomething(found[0]);
    return new RegressionMetrics(found[0], found[1], model.quantileLevels().length);
  }

  private void requireSomething(ForecastCounts counts) {
    if (counts.series == 0) {
      throw new InvalidInputException(
          "there is nothing to measure on: no series has more than horizon = %d values; give more rows"
              .formatted(model.getHorizon()));
    }
  }

  /** A row for each series: how far its forecast is from its last {@code horizon} values. */
  Dataset<Row> measuredSeries() {
    int period = model.getPeriod();
    Loss loss = loss();
    JavaRDD<Row> rows =
        compared()
            .map(
                one -> {
                  ForecastCounts counts = one.counts(period, loss);
                  double mase = counts.mase();
                  return RowFactory.create(
                      one.name,
                      counts.rmse(),
                      counts.mae(),
                      counts.smape(),
                      Double.isNaN(mase) ? null : mase);
                });
    return dataset
        .sparkSession()
        .createDataFrame(
            rows,
            new StructType()
                .add(model.getSeriesCol(), DataTypes.StringType)
                .add("rmse", DataTypes.DoubleType)
                .add("mae", DataTypes.DoubleType)
                .add("smape", DataTypes.DoubleType)
                .add("mase", DataTypes.DoubleType));
  }

  /** {@link #baselines} one by one. */
  static List<BaselineTrial> trials(SequenceRegressorModel model, Dataset<?> dataset) {
    List<BaselineMetrics> found = new ArrayList<>();
    List<BaselineTrial> trials = new ArrayList<>();
    for (ForecastCounts.Rule rule : ForecastCounts.Rule.values()) {
      trials.add(
          BaselineTrial.of(
              rule.label(),
              () -> {
                if (found.isEmpty()) {
                  found.addAll(new SeriesMeasurement(model, dataset).baselines());
                }
                return found.get(rule.ordinal());
              }));
    }
    return trials;
  }

  /** Every rule of {@link ForecastCounts.Rule}, measured on the same values. */
  List<BaselineMetrics> baselines() {
    JobScope.describe(dataset.sparkSession().sparkContext(), "measure baselines of series");
    int period = model.getPeriod();
    int horizon = model.getHorizon();
    ForecastCounts.Rule[] rules = ForecastCounts.Rule.values();
    ForecastCounts[] found =
        sums(
            forecasts.steps().filter(one -> one.length() > horizon),
            rules.length,
            (one, counts) -> {
              double[] all = one.values();
              double[] past = Arrays.copyOf(all, all.length - horizon);
              double[] actual = Arrays.copyOfRange(all, past.length, all.length);
              for (int r = 0; r < rules.length; r++) {
                counts[r].add(past, rules[r].forecast(past, horizon, period), actual, period);
              }
            });
    requireSomething(found[0]);
    ForecastCounts naive2 = found[ForecastCounts.Rule.NAIVE2.ordinal()];
    List<BaselineMetrics> metrics = new ArrayList<>();
    for (int r = 0; r < rules.length; r++) {
      ForecastCounts counts = found[r];
      BaselineMetrics of =
          new BaselineMetrics(rules[r].label(), counts.series, counts.values)
              .with("mase", counts.mase())
              .with("smape", counts.smape())
              .with("rmse", counts.rmse())
              .with("mae", counts.mae())
              .with("owa", counts.owa(naive2));
      metrics.add(r == 0 || r == 2 ? of : of.setting("period", period));
    }
    return metrics;
  }

  /** Adds to counts, which travel. */
  @FunctionalInterface
  private interface Adding<T> extends BiConsumer<T, ForecastCounts[]>, Serializable {}

  /** Sums by partition, then in the order of partitions. */
  private static <T> ForecastCounts[] sums(JavaRDD<T> all, int n, Adding<T> add) {
    List<ForecastCounts[]> parts =
        all.mapPartitions(
                part -> {
                  ForecastCounts[] counts = none(n);
                  part.forEachRemaining(one -> add.accept(one, counts));
                  return Collections.singletonList(counts).iterator();
                })
            .collect();
    ForecastCounts[] sum = none(n);
    for (ForecastCounts[] part : parts) {
      for (int i = 0; i < n; i++) {
        sum[i].merge(part[i]);
      }
    }
    return sum;
  }

  private static ForecastCounts[] none(int n) {
    ForecastCounts[] counts = new ForecastCounts[n];
    Arrays.setAll(counts, i -> new ForecastCounts());
    return counts;
  }
}
