package org.sparkrnn.ml;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.BiConsumer;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.SeriesForm;
import org.sparkrnn.ml.column.NamedColumn;
import org.sparkrnn.ml.evaluation.ForecastCounts;
import org.sparkrnn.nn.output.Likelihood;
import org.sparkrnn.nn.output.LinearOutputSpec;
import org.sparkrnn.nn.output.Loss;
import org.sparkrnn.predict.Forecaster;
import org.sparkrnn.train.JobScope;

/**
 * Measures how far the forecasts of a trained regressor and of simple rules are from the actual
 * values of each series: for the last {@code horizon} values, from several origins, or for the rows
 * that a column marks.
 */
final class SeriesMeasurement {
  private final SequenceRegressorModel model;
  private final Dataset<?> dataset;
  private final RollingOrigin origin;
  private final SeriesForecasts forecasts;

  /**
   * @throws InvalidInputException if a column is missing or of the wrong type
   */
  SeriesMeasurement(SequenceRegressorModel model, Dataset<?> dataset, RollingOrigin origin) {
    this.model = model;
    this.dataset = dataset;
    this.origin = origin;
    forecasts = new SeriesForecasts(model, dataset);
  }

  /** A forecast with the actual values. */
  private static final class Compared implements Serializable {
    private static final long serialVersionUID = 1L;
    private final String name;
    private final double[] past;
    private final double[] forecast;
    private final double[] actual;
    private final double[] quantiles;
    private final double[][] distributions; // or null
    private final double scale;

    Compared(String name, double[] past, Forecaster.Forecast of, double[] actual) {
      this.name = name;
      this.past = past;
      this.forecast = of.values();
      this.quantiles = of.quantiles();
      this.distributions = of.distributions();
      this.actual = actual;
      this.scale = of.scale();
    }

    ForecastCounts counts(int period, Losses losses) {
      ForecastCounts counts = new ForecastCounts();
      counts.add(past, forecast, actual, period);
      int Q = quantiles.length / actual.length;
      for (int h = 0; h < actual.length; h++) {
        if (Double.isNaN(actual[h])) { // which is missing
          continue;
        }
        counts.loss +=
            distributions == null
                ? losses.ofErrors(quantiles, h * Q, Q, actual[h], scale)
                : losses.ofDistribution(distributions[h], actual[h], scale);
        counts.pinball += losses.pinball(quantiles, h * Q, Q, actual[h]);
        boolean inside = quantiles[h * Q] <= actual[h] && actual[h] <= quantiles[(h + 1) * Q - 1];
        counts.covered += Q > 1 && inside ? 1 : 0;
      }
      return counts;
    }

    ForecastCounts naive2(int period) {
      ForecastCounts counts = new ForecastCounts();
      counts.add(
          past, ForecastCounts.Rule.NAIVE2.forecast(past, actual.length, period), actual, period);
      return counts;
    }
  }

  private JavaRDD<Compared> compared() {
    Broadcast<Forecaster> sent = forecasts.forecaster();
    SeriesForecasts.Origins origins = origins();
    RollingOrigin rolling = origin;
    int horizon = model.getHorizon();
    return forecasts
        .steps(rolling.marks())
        .mapPartitions(
            part ->
                SeriesForecasts.each(
                    part,
                    sent.value(),
                    origins,
                    (one, at, forecast, to) ->
                        to.add(
                            new Compared(
                                one.name(),
                                one.filled(at),
                                forecast,
                                rolling.actual(one, at, horizon)))));
  }

  private SeriesForecasts.Origins origins() {
    RollingOrigin rolling = origin;
    int horizon = model.getHorizon();
    SeriesForm form = forecasts.form();
    boolean needsRows = !model.knownColumns().isEmpty();
    return one ->
        Arrays.stream(rolling.origins(one, horizon, needsRows))
            .filter(
                at -> one.known(form.begin(at), at) && anyKnown(rolling.actual(one, at, horizon)))
            .toArray();
  }

  private static boolean anyKnown(double[] values) {
    return !Arrays.stream(values).allMatch(Double::isNaN);
  }

  /** How a forecast is compared with the actual values. */
  private static final class Losses implements Serializable {
    private static final long serialVersionUID = 1L;
    private final Loss training; // a loss of errors, or a likelihood
    private final Loss pinball; // or null

    Losses(SequenceRegressorModel model) {
      double[] levels = model.quantileLevels();
      float[] quantiles = new float[levels.length];
      for (int q = 0; q < quantiles.length; q++) {
        quantiles[q] = (float) levels[q];
      }
      training = ((LinearOutputSpec) model.network().output()).loss();
      pinball = levels.length > 1 ? Loss.ofQuantiles(quantiles) : null;
    }

    /** The loss of errors, in the scale in which the network learns. */
    double ofErrors(double[] forecasts, int from, int count, double actual, double scale) {
      if (training.type().likelihood() != null) {
        return Double.NaN; // drawn paths have no likelihood
      }
      double sum = 0;
      for (int q = 0; q < count; q++) {
        sum += training.ofError(q, (forecasts[from + q] - actual) / scale);
      }
      return sum;
    }

    /** The loss in that scale, in which a density is larger by the factor {@code scale}. */
    double ofDistribution(double[] distribution, double actual, double scale) {
      Likelihood likelihood = training.type().likelihood();
      double loss = likelihood.loss(distribution, actual);
      return likelihood.ofCounts() ? loss : loss - Math.log(scale);
    }

    /** The mean pinball loss over the quantiles. */
    double pinball(double[] quantiles, int from, int count, double actual) {
      double sum = 0;
      for (int q = 0; pinball != null && q < count; q++) {
        sum += pinball.ofError(q, quantiles[from + q] - actual) / count;
      }
      return sum;
    }
  }

  /**
   * Compares the forecasts with the actual values.
   *
   * @throws InvalidInputException if no series has more values than are forecast, or no marked row
   *     has a value before it
   */
  RegressionMetrics measured() {
    JobScope.describe(dataset.sparkSession().sparkContext(), "evaluate");
    int period = model.getPeriod();
    int quoted = model.getReportExamples();
    Losses losses = new Losses(model);
    ForecastCounts[] found =
        sums(
            compared(),
            2,
            (one, counts) -> {
              ForecastCounts own = one.counts(period, losses);
              counts[0].examples.quote(quoted);
              counts[0].merge(own);
              counts[0].examples.addForecast(
                  one.name, one.past, one.actual, one.forecast, one.quantiles, own.smape());
              counts[1].merge(one.naive2(period));
            });
    requireSomething(found[0]);
    return new RegressionMetrics(found[0], found[1], model.quantileLevels().length);
  }

  private void requireSomething(ForecastCounts counts) {
    if (counts.forecasts == 0) {
      throw new InvalidInputException(
          origin.marks() == null
              ? "there is nothing to measure on: no series has more than horizon = %d values; give more rows"
                  .formatted(model.getHorizon())
              : "there is nothing to measure on: no row of the test or validation data has a value that follows an earlier value of its series; give rows with values that continue the series of train");
    }
  }

  /** A row for each series: how far its forecasts are from the actual values. */
  Dataset<Row> measuredSeries() {
    int period = model.getPeriod();
    int quantiles = model.quantileLevels().length;
    Losses losses = new Losses(model);
    JavaRDD<Row> rows =
        compared().mapPartitions(part -> measuredSeries(part, period, losses, quantiles));
    StructType schema = new StructType().add("series", DataTypes.StringType);
    for (String metric : List.of("rmse", "mae", "smape", "mase", "owa")) {
      schema = schema.add(metric, DataTypes.DoubleType);
    }
    if (quantiles > 1) {
      schema = schema.add("pinball", DataTypes.DoubleType).add("coverage", DataTypes.DoubleType);
    }
    Dataset<Row> measured =
        dataset.sparkSession().createDataFrame(rows, schema.add("forecasts", DataTypes.LongType));
    DataType type = NamedColumn.of(dataset.schema(), "seriesCol", model.getSeriesCol()).type();
    return measured
        .withColumn("series", measured.col("series").cast(type))
        .withColumnRenamed("series", model.getSeriesCol());
  }

  /** Adds up the forecasts of each series, which are consecutive. */
  private static Iterator<Row> measuredSeries(
      Iterator<Compared> part, int period, Losses losses, int quantiles) {
    return new Iterator<>() {
      private Compared next = part.hasNext() ? part.next() : null;

      @Override
      public boolean hasNext() {
        return next != null;
      }

      @Override
      public Row next() {
        if (next == null) {
          throw new NoSuchElementException();
        }
        String name = next.name;
        ForecastCounts counts = new ForecastCounts();
        ForecastCounts naive2 = new ForecastCounts();
        while (next != null && name.equals(next.name)) {
          counts.merge(next.counts(period, losses));
          naive2.merge(next.naive2(period));
          next = part.hasNext() ? part.next() : null;
        }
        List<Object> row = new ArrayList<>();
        row.add(name);
        row.add(counts.rmse());
        row.add(counts.mae());
        row.add(counts.smape());
        row.add(orNull(counts.mase()));
        row.add(orNull(counts.owa(naive2)));
        if (quantiles > 1) {
          row.add(counts.pinball / counts.values);
          row.add((double) counts.covered / counts.values);
        }
        row.add(counts.forecasts);
        return RowFactory.create(row.toArray());
      }
    };
  }

  private static Double orNull(double value) {
    return Double.isNaN(value) ? null : value;
  }

  /** {@link #baselines} one by one. */
  List<BaselineTrial> trials() {
    List<BaselineMetrics> found = new ArrayList<>();
    List<BaselineTrial> trials = new ArrayList<>();
    for (ForecastCounts.Rule rule : ForecastCounts.Rule.values()) {
      trials.add(
          BaselineTrial.of(
              rule.label(),
              () -> {
                if (found.isEmpty()) {
                  found.addAll(baselines());
                }
                return found.get(rule.ordinal());
              }));
    }
    return trials;
  }

  /** Every rule of {@link ForecastCounts.Rule}, measured on the same values. */
  private List<BaselineMetrics> baselines() {
    JobScope.describe(dataset.sparkSession().sparkContext(), "measure baselines of series");
    int period = model.getPeriod();
    int horizon = model.getHorizon();
    RollingOrigin rolling = origin;
    SeriesForecasts.Origins origins = origins();
    ForecastCounts.Rule[] rules = ForecastCounts.Rule.values();
    ForecastCounts[] found =
        sums(
            forecasts.steps(rolling.marks()),
            rules.length,
            (one, counts) -> {
              for (int at : origins.of(one)) {
                double[] past = one.filled(at);
                double[] actual = rolling.actual(one, at, horizon);
                for (int r = 0; r < rules.length; r++) {
                  counts[r].add(past, rules[r].forecast(past, horizon, period), actual, period);
                }
              }
            });
    requireSomething(found[0]);
    ForecastCounts naive2 = found[ForecastCounts.Rule.NAIVE2.ordinal()];
    List<BaselineMetrics> metrics = new ArrayList<>();
    for (int r = 0; r < rules.length; r++) {
      ForecastCounts counts = found[r];
      BaselineMetrics of =
          new BaselineMetrics(rules[r].label(), counts.forecasts, counts.values)
              .with("mase", counts.mase())
              .with("smape", counts.smape())
              .with("rmse", counts.rmse())
              .with("mae", counts.mae())
              .with("owa", counts.owa(naive2));
      metrics.add(r == 0 || r == 2 ? of : of.setting("period", period));
    }
    return metrics;
  }

  /** Adds to counts; it is sent to executors. */
  @FunctionalInterface
  private interface Adding<T> extends BiConsumer<T, ForecastCounts[]>, Serializable {}

  /** Sums each partition, and then the partitions in their order. */
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
