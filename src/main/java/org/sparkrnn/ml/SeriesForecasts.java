package org.sparkrnn.ml;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Names;
import org.sparkrnn.data.SeriesForm;
import org.sparkrnn.data.SeriesSteps;
import org.sparkrnn.data.TimeGrid;
import org.sparkrnn.data.TokenColumn;
import org.sparkrnn.ml.column.ManySeries;
import org.sparkrnn.ml.column.NamedColumn;
import org.sparkrnn.ml.column.TimeColumn;
import org.sparkrnn.ml.param.kind.SeriesLoss;
import org.sparkrnn.nn.InputSpec;
import org.sparkrnn.nn.output.Likelihood;
import org.sparkrnn.nn.output.LinearOutputSpec;
import org.sparkrnn.predict.ForecastOutput;
import org.sparkrnn.predict.Forecaster;

/** The forecasts of a trained regressor for the series of a table. */
final class SeriesForecasts {
  private static final int TOGETHER = 256; // series that a network reads at once

  private final SequenceRegressorModel model;
  private final Dataset<?> dataset;
  private final ManySeries series;
  private final TimeColumn time;
  private final TimeGrid grid;

  /**
   * @throws InvalidInputException if a column is missing or of the wrong type
   */
  SeriesForecasts(SequenceRegressorModel model, Dataset<?> dataset) {
    this.model = model;
    this.dataset = dataset;
    series = ManySeries.of(dataset.schema(), model);
    requireInputs(model);
    time = series.time(dataset);
    grid = TimeGrid.parse(model.getTimeStep(), TimeColumn.numbers(dataset.schema(), model));
  }

  private static void requireInputs(SequenceRegressorModel model) {
    int found = ManySeries.form(model, null).width();
    if (found != model.network().features()) {
      throw new InvalidInputException(
          "inputCols, knownCols and calendar give %d numbers per step; this model was trained on %d"
              .formatted(found, model.network().features()));
    }
    int learned =
        model.network().input(TokenColumn.CATEGORIES.spec().name()).map(InputSpec::width).orElse(0);
    if (learned != model.staticColumns().size() * model.getStaticSize()) {
      throw new InvalidInputException(
          "staticCols are %d columns; this model was trained on %d"
              .formatted(model.staticColumns().size(), learned / model.getStaticSize()));
    }
    requireQuantiles(model);
  }

  private static void requireQuantiles(SequenceRegressorModel model) {
    float[] learned = ((LinearOutputSpec) model.network().output()).loss().quantiles();
    double[] levels = model.quantileLevels();
    for (int q = 0; learned != null && q < Math.max(learned.length, levels.length); q++) {
      if (learned.length != levels.length || learned[q] != (float) levels[q]) {
        throw new InvalidInputException(
            "quantiles is %s, but this model learned the quantiles %s, and knows no others; leave quantiles out, or train with a likelihood such as loss=gaussian"
                .formatted(model.getQuantiles(), Arrays.toString(learned)));
      }
    }
  }

  /** The series with their gaps filled, or masked. */
  JavaRDD<SeriesSteps> steps() {
    return steps(null);
  }

  /**
   * The same, with the first marked row of each series as {@link SeriesSteps#trained}.
   *
   * @param marks a boolean column that is true for the last rows of a series, or null
   * @throws InvalidInputException if there is no such column, or it has another type
   */
  JavaRDD<SeriesSteps> steps(String marks) {
    if (marks != null) {
      NamedColumn marked = NamedColumn.of(dataset.schema(), "RollingOrigin.ofRows", marks);
      if (!marked.type().equals(DataTypes.BooleanType)) {
        throw marked.wrongType("boolean");
      }
    }
    return series.steps(series.read(dataset, time, marks), grid, time);
  }

  /** How windows are made of them. */
  SeriesForm form() {
    return ManySeries.form(model, grid);
  }

  /** What executors forecast with. */
  Broadcast<Forecaster> forecaster() {
    return JavaSparkContext.fromSparkContext(dataset.sparkSession().sparkContext())
        .broadcast(forecaster(model, grid));
  }

  static Forecaster forecaster(SequenceRegressorModel model, TimeGrid grid) {
    double[] levels = model.quantileLevels();
    Likelihood likelihood = SeriesLoss.likelihood(model.getLoss());
    ForecastOutput output =
        likelihood == null
            ? ForecastOutput.ofQuantiles(levels)
            : ForecastOutput.ofLikelihood(likelihood, levels);
    Forecaster direct =
        new Forecaster(
            model.predictor(), ManySeries.form(model, grid), ManySeries.scale(model), output);
    int paths = likelihood == null ? 0 : model.getSamplePaths();
    return model.recursive()
        ? direct.recursive(model.getHorizon(), paths, model.getSeed())
        : direct;
  }

  /** The name of a quantile's column: prediction_q10 for 0.1. */
  private static String column(SequenceRegressorModel model, double quantile) {
    BigDecimal percent = BigDecimal.valueOf(quantile).movePointRight(2).stripTrailingZeros();
    return model.getPredictionCol() + "_q" + percent.toPlainString().replace('.', '_');
  }

  /**
   * The columns of {@link #predicted}: series, time, prediction and, if there are any, quantiles
   * and paths.
   */
  static StructType schema(SequenceRegressorModel model, StructType input) {
    ManySeries.of(input, model);
    requireInputs(model);
    NamedColumn name = NamedColumn.of(input, "seriesCol", model.getSeriesCol());
    NamedColumn time = NamedColumn.of(input, "timeCol", model.getTimeCol());
    StructType output =
        new StructType()
            .add(name.name(), name.type())
            .add(time.name(), time.type())
            .add(model.getPredictionCol(), DataTypes.DoubleType);
    double[] quantiles = model.quantileLevels();
    boolean columns = quantiles.length > 1 || SeriesLoss.likelihood(model.getLoss()) != null;
    for (int q = 0; q < quantiles.length && columns; q++) {
      output = output.add(column(model, quantiles[q]), DataTypes.DoubleType);
    }
    return model.getPathsCol().isEmpty()
        ? output
        : output.add(model.getPathsCol(), DataTypes.createArrayType(DataTypes.DoubleType));
  }

  /**
   * A row for each series and each of the {@code horizon} steps after its last value. Of a series
   * without any value these are its first steps, and the forecasts are null.
   */
  Dataset<Row> predicted() {
    StructType output = schema(model, dataset.schema());
    series.warnOfUnknown(dataset);
    DataType timeType = output.fields()[1].dataType();
    boolean number = timeType instanceof NumericType && time.form() == null;
    StructType plain =
        new StructType()
            .add(output.fieldNames()[0], DataTypes.StringType)
            .add(output.fieldNames()[1], number ? DataTypes.DoubleType : timeType);
    for (int c = 2; c < output.size(); c++) {
      plain = plain.add(output.fields()[c]);
    }
    boolean paths = !model.getPathsCol().isEmpty();
    int quantiles = output.size() - (paths ? 4 : 3);
    Broadcast<Forecaster> sent = forecaster();
    TimeGrid steps = grid;
    TimeColumn times = time;
    int horizon = model.getHorizon();
    String like = timeType instanceof StringType || !number ? sample() : "";
    JavaRDD<Row> rows =
        steps()
            .mapPartitions(
                part ->
                    each(
                        part,
                        sent.value(),
                        one -> new int[] {one.length()},
                        (one, origin, forecast, to) -> {
                          for (int h = 0; h < horizon; h++) {
                            double at = one.time(steps, origin + h);
                            Object[] row = new Object[quantiles + (paths ? 4 : 3)];
                            row[0] = one.name();
                            row[1] = times.value(at, timeType, like);
                            if (forecast != null) {
                              write(forecast, h, quantiles, paths, row);
                            }
                            to.add(RowFactory.create(row));
                          }
                        }));
    Dataset<Row> found = dataset.sparkSession().createDataFrame(rows, plain);
    Column[] columns = new Column[output.size()];
    Arrays.setAll(
        columns,
        c ->
            functions
                .col(Names.quoted(output.fieldNames()[c]))
                .cast(output.fields()[c].dataType())
                .as(output.fieldNames()[c]));
    return found.select(columns);
  }

  /** Writes the forecast of a step after the name and the time of a row. */
  private static void write(
      Forecaster.Forecast forecast, int h, int quantiles, boolean paths, Object[] row) {
    row[2] = forecast.values()[h];
    for (int q = 0; q < quantiles; q++) {
      row[3 + q] = forecast.quantiles()[h * quantiles + q];
    }
    if (paths) {
      double[] drawn = forecast.paths()[h];
      row[3 + quantiles] = SequenceRegressorModel.array(drawn, 0, drawn.length);
    }
  }

  /** A time of the data as text, whose format later times get too. */
  private String sample() {
    Column text =
        NamedColumn.of(dataset.schema(), "timeCol", model.getTimeCol())
            .column()
            .cast(DataTypes.StringType);
    boolean instants = time.form() != null && time.form().instants();
    Column like = // the last one has the offset that holds now, the first text has padding zeros
        instants ? functions.max_by(text, time.order(dataset.schema())) : functions.min(text);
    List<Row> rows = dataset.select(like).collectAsList();
    return rows.isEmpty() || rows.get(0).isNullAt(0) ? "" : rows.get(0).getString(0);
  }

  /** Makes results from a series and a forecast of it. */
  @FunctionalInterface
  interface Use<R> extends Serializable {
    /**
     * @param origin how many of the series' values the forecast knows
     * @param forecast null if the origin is 0, where nothing says in which scale to forecast
     */
    void accept(SeriesSteps series, int origin, Forecaster.Forecast forecast, List<R> to);
  }

  /** How many values of a series are known at each of its forecasts. */
  @FunctionalInterface
  interface Origins extends Serializable {
    int[] of(SeriesSteps series);
  }

  /** Forecasts series, at least {@link #TOGETHER} forecasts at a time while there are enough. */
  static <R> Iterator<R> each(
      Iterator<SeriesSteps> part, Forecaster forecaster, Origins origins, Use<R> use) {
    return new Iterator<>() {
      private Iterator<R> ready = List.<R>of().iterator();

      @Override
      public boolean hasNext() {
        while (!ready.hasNext() && part.hasNext()) {
          ready = some();
        }
        return ready.hasNext();
      }

      private Iterator<R> some() {
        List<SeriesSteps> some = new ArrayList<>();
        List<SeriesSteps> known = new ArrayList<>();
        List<Integer> all = new ArrayList<>();
        while (some.size() < TOGETHER && part.hasNext()) {
          SeriesSteps one = part.next();
          for (int origin : origins.of(one)) {
            some.add(one);
            all.add(origin);
            if (origin > 0) {
              known.add(one);
            }
          }
        }
        int[] values = all.stream().mapToInt(origin -> origin).filter(n -> n > 0).toArray();
        Iterator<Forecaster.Forecast> forecasts = forecaster.forecast(known, values).iterator();
        List<R> made = new ArrayList<>();
        for (int i = 0; i < some.size(); i++) {
          int origin = all.get(i);
          use.accept(some.get(i), origin, origin > 0 ? forecasts.next() : null, made);
        }
        return made.iterator();
      }

      @Override
      public R next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return ready.next();
      }
    };
  }
}
