package org.sparkrnn.ml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.data.TimeGrid;
import org.sparkrnn.ml.column.MalformedRows;
import org.sparkrnn.ml.column.ManySeries;
import org.sparkrnn.ml.column.NamedColumn;
import org.sparkrnn.ml.column.OutputColumn;
import org.sparkrnn.ml.column.PredictedRows;
import org.sparkrnn.ml.column.Series;
import org.sparkrnn.ml.column.SeriesColumns;
import org.sparkrnn.ml.column.TargetColumn;
import org.sparkrnn.ml.column.TargetValues;
import org.sparkrnn.ml.evaluation.RegressionCounts;
import org.sparkrnn.ml.evaluation.RegressionEvaluation;
import org.sparkrnn.ml.network.Outputs;
import org.sparkrnn.ml.param.RegressionParams;
import org.sparkrnn.nn.NetworkBuilder;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.predict.Forecaster;
import org.sparkrnn.predict.Regressor;
import scala.collection.mutable.ArraySeq$;

/**
 * A trained {@link SequenceRegressor}: adds a column of predicted values, in the units of the
 * targets: a double if a target is one number, otherwise array&lt;double&gt;; with one output per
 * step, an array of these. For a series, the predictions are the next {@code horizon} values after
 * the last step of the row; near the beginning of the series, a forecast uses as many steps as
 * there are.
 */
public final class SequenceRegressorModel extends RnnModel<SequenceRegressorModel, Regressor>
    implements RegressionParams {
  private static final long serialVersionUID = 1L;

  /** Creates an empty model; Spark uses this to load one. */
  public SequenceRegressorModel() {
    this(null, null, null, null);
  }

  SequenceRegressorModel(String uid, NetworkSpec spec, float[] weights, SequenceEncoder encoder) {
    super(uid, spec, weights, encoder);
  }

  @Override
  SequenceRegressorModel newModel(
      String uid, NetworkSpec spec, float[] weights, SequenceEncoder encoder) {
    return new SequenceRegressorModel(uid, spec, weights, encoder);
  }

  @Override
  NetworkBuilder withOutput(NetworkBuilder network) {
    return Outputs.reals(this, network);
  }

  /** Sets {@link #timeCol}. */
  public SequenceRegressorModel setTimeCol(String value) {
    set(timeCol(), value);
    return this;
  }

  /** Sets {@link #timeFormat}. */
  public SequenceRegressorModel setTimeFormat(String value) {
    set(timeFormat(), value);
    return this;
  }

  /** Sets {@link #timeZone}. */
  public SequenceRegressorModel setTimeZone(String value) {
    set(timeZone(), value);
    return this;
  }

  /** Sets {@link #quantiles}, of a model whose loss is a likelihood. */
  public SequenceRegressorModel setQuantiles(String value) {
    set(quantiles(), value);
    return this;
  }

  /** Sets {@link #samplePaths}. */
  public SequenceRegressorModel setSamplePaths(int value) {
    set(samplePaths(), value);
    return this;
  }

  /** Sets {@link #pathsCol}. */
  public SequenceRegressorModel setPathsCol(String value) {
    set(pathsCol(), value);
    return this;
  }

  @Override
  public Readout outputSteps() {
    return network() == null ? RegressionParams.super.outputSteps() : network().readout();
  }

  /** The same model for use in plain Java, without Spark. */
  public Regressor regressor() {
    return predictor();
  }

  @Override
  Regressor predictor(NetworkSpec spec, float[] weights, SequenceEncoder encoder) {
    boolean feedsItself = recursive() && !ManySeries.named(this); // else the forecaster does
    return new Regressor(spec, weights, encoder, feedsItself ? getHorizon() : 1);
  }

  @Override
  void requireOnnx() {
    if (ManySeries.named(this)) {
      throw new InvalidInputException(
          "seriesCol is %s, and a model of many series cannot be exported as ONNX, because each window has its own level and scale, which are no part of a graph; use forecaster() in a plain JVM, or jobs/predict"
              .formatted(getSeriesCol()));
    }
    if (recursive() && getHorizon() > 1) {
      throw new InvalidInputException(
          "strategy is recursive and horizon is %d, so each forecast is fed back as the next step, which cannot be exported as ONNX; train with strategy=direct, or export a model with horizon=1"
              .formatted(getHorizon()));
    }
  }

  @Override
  List<OutputColumn> outputColumns() {
    return outputColumns(this, predictor().valuesPerOutput() == 1);
  }

  /**
   * @param single whether an output is one number
   */
  static List<OutputColumn> outputColumns(RegressionParams params, boolean single) {
    DataType value =
        single ? DataTypes.DoubleType : DataTypes.createArrayType(DataTypes.DoubleType);
    return List.of(
        new OutputColumn(
            "predictionCol",
            params.getPredictionCol(),
            params.outputSteps() == Readout.EACH_STEP ? DataTypes.createArrayType(value) : value));
  }

  @Override
  PredictedRows.Outputs<Regressor> outputs() {
    return (regressor, sequences) -> {
      List<Object[]> added = new ArrayList<>(sequences.size());
      for (double[] y : regressor.predict(sequences)) {
        added.add(new Object[] {value(regressor, y)});
      }
      return added;
    };
  }

  /** Outputs as Spark's rows hold them. */
  private static Object value(Regressor regressor, double[] y) {
    boolean each = regressor.network().readout() == Readout.EACH_STEP;
    int K = regressor.valuesPerOutput();
    if (!each) {
      return K == 1 ? (Object) y[0] : array(y, 0, K);
    }
    Object[] steps = new Object[y.length / K];
    Arrays.setAll(steps, t -> K == 1 ? (Object) y[t] : array(y, t * K, K));
    return ArraySeq$.MODULE$.make(steps);
  }

  /** Neighbouring numbers as Spark's rows hold an array. */
  static Object array(double[] y, int from, int count) {
    Object[] values = new Object[count];
    Arrays.setAll(values, k -> y[from + k]);
    return ArraySeq$.MODULE$.make(values);
  }

  /** This model of the examples that a series becomes. */
  private SequenceRegressorModel onExamples(String history) {
    SequenceRegressorModel model = copy(ParamMap.empty());
    SeriesColumns.toExamples(model);
    return model.setInputCol(history);
  }

  /**
   * Adds predictions and keeps every other column. The order of rows is kept, except for the rows
   * of a table, which are sorted by time.
   *
   * @throws InvalidInputException as in {@link RnnModel#transform}
   */
  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    return NamedColumn.inSession(dataset, () -> predicted(dataset));
  }

  private Dataset<Row> predicted(Dataset<?> dataset) {
    if (ManySeries.named(this)) {
      try {
        return new SeriesForecasts(this, dataset).predicted();
      } catch (Exception e) { // Scala throws undeclared exceptions
        throw InvalidInputException.orElse(e);
      }
    }
    Series series = Series.of(dataset.schema(), this);
    if (series == null) {
      return super.transform(dataset);
    }
    transformSchema(dataset.schema());
    String history = Series.HISTORY;
    while (Arrays.asList(dataset.columns()).contains(history)
        || history.equals(getPredictionCol())) {
      history += "_";
    }
    try {
      return onExamples(history).transform(series.histories(dataset, history)).drop(history);
    } catch (Exception e) { // Scala throws undeclared exceptions
      throw InvalidInputException.orElse(e);
    }
  }

  @Override
  public StructType transformSchema(StructType schema) {
    if (ManySeries.named(this)) {
      return SeriesForecasts.schema(this, schema);
    }
    if (Series.of(schema, this) == null) {
      return super.transformSchema(schema);
    }
    int inputs = inputColumns().size();
    if (inputs != network().inputSize()) {
      throw new InvalidInputException(
          "the input columns are %s; this model was trained on %d"
              .formatted(String.join(", ", inputColumns()), network().inputSize()));
    }
    return OutputColumn.addTo(schema, outputColumns());
  }

  /** The number of steps per row, which is one if rows are the steps of a series. */
  @Override
  public Column steps(Dataset<?> dataset) {
    if (ManySeries.named(this)) {
      return functions.lit(1);
    }
    Series series = Series.of(dataset.schema(), this);
    return series != null && series.table() ? functions.lit(1) : super.steps(dataset);
  }

  @Override
  TargetColumn targets(StructType schema) {
    return new TargetValues(schema, "labelCol", getLabelCol(), outputSteps());
  }

  /** Rows of series stay as they are: see {@link SequenceRegressor#fit}. */
  @Override
  MalformedRows.Sound sound(Dataset<?> labelled) {
    return !ManySeries.named(this) && Series.of(labelled.schema(), this) == null
        ? super.sound(labelled)
        : MalformedRows.Sound.all(labelled.toDF());
  }

  /**
   * Compares predictions with {@code labelCol}; for a series, all forecasts that have a whole
   * window before them and all their values in the data.
   *
   * @throws InvalidInputException if a column is missing or of the wrong type, or a row is
   *     malformed
   */
  public RegressionMetrics evaluate(Dataset<?> dataset) {
    if (ManySeries.named(this)) {
      return evaluate(dataset, RollingOrigin.last());
    }
    Series series = Series.of(dataset.schema(), this);
    if (series != null) {
      Dataset<Row> examples = examples(series, dataset);
      requireExamples(examples);
      return onExamples(Series.HISTORY).evaluate(examples);
    }
    TargetValues targets = (TargetValues) targets(dataset.schema());
    return new RegressionMetrics(
        aggregate(
            dataset,
            new RegressionCounts(),
            new RegressionEvaluation(targets),
            RegressionCounts::merge));
  }

  /**
   * For many series: compares forecasts from several origins of each series with its values.
   *
   * @throws InvalidInputException as in {@link #evaluate(Dataset)}, or if seriesCol is not set
   */
  public RegressionMetrics evaluate(Dataset<?> dataset, RollingOrigin origins) {
    requireManySeries("a rolling origin");
    try {
      return new SeriesMeasurement(this, dataset, origins).measured();
    } catch (Exception e) { // Scala throws undeclared exceptions
      throw InvalidInputException.orElse(e);
    }
  }

  private void requireManySeries(String wanted) {
    if (!ManySeries.named(this)) {
      throw new InvalidInputException(
          "seriesCol is not set, but %s is for models of many series; train with seriesCol"
              .formatted(wanted));
    }
  }

  /** The same of each series' last {@code horizon} values. */
  public Dataset<Row> evaluateSeries(Dataset<?> dataset) {
    return evaluateSeries(dataset, RollingOrigin.last());
  }

  /**
   * Of many series: how far the forecasts of each are from what came.
   *
   * @return the series and its rmse, mae, smape, mase and owa, which are null where it has none, of
   *     quantiles also pinball and coverage, and the number of forecasts
   * @throws InvalidInputException as {@link #evaluate(Dataset)}, or if seriesCol is not set
   */
  public Dataset<Row> evaluateSeries(Dataset<?> dataset, RollingOrigin origins) {
    requireManySeries("a measure of each series");
    return new SeriesMeasurement(this, dataset, origins).measuredSeries();
  }

  /** The same of each series' last {@code horizon} values. */
  public List<BaselineTrial> seriesBaselines(Dataset<?> dataset) {
    return seriesBaselines(dataset, RollingOrigin.last());
  }

  /**
   * For many series: the forecasts of rules that need no training, measured on the same values and
   * in the same way as in {@link #evaluate(Dataset, RollingOrigin)}. All rules are measured
   * together when the first result is requested.
   */
  public List<BaselineTrial> seriesBaselines(Dataset<?> dataset, RollingOrigin origins) {
    requireManySeries("a baseline of each series");
    return new SeriesMeasurement(this, dataset, origins).trials();
  }

  /** For many series: the same network for use in plain Java, one series at a time. */
  public Forecaster forecaster() {
    if (!ManySeries.named(this)) {
      throw new InvalidInputException("seriesCol is not set; call regressor() instead");
    }
    TimeGrid grid =
        TimeGrid.parse(getTimeStep(), false); // of which only a calendar wants to know more
    return SeriesForecasts.forecaster(this, grid);
  }

  private void requireExamples(Dataset<Row> examples) {
    boolean empty;
    try {
      empty = examples.isEmpty();
    } catch (Exception e) { // Scala throws undeclared exceptions
      throw InvalidInputException.orElse(e);
    }
    if (empty) {
      throw new InvalidInputException(
          "there is nothing to measure on: no series has window + horizon = %d + %d rows; give more rows, or hold out more for validation"
              .formatted(getWindow(), getHorizon()));
    }
  }

  /** The examples of a series that predictions are compared with; see {@link #evaluate}. */
  public Dataset<Row> examples(Dataset<?> dataset) {
    Series series = ManySeries.named(this) ? null : Series.of(dataset.schema(), this);
    return series == null ? dataset.toDF() : examples(series, dataset);
  }

  private Dataset<Row> examples(Series series, Dataset<?> dataset) {
    try {
      return series.examples(dataset, series.time(dataset), getHorizon(), false);
    } catch (Exception e) { // Scala throws undeclared exceptions
      throw InvalidInputException.orElse(e);
    }
  }

  /** The reader that Spark uses; see {@link #load}. */
  public static MLReader<SequenceRegressorModel> read() {
    return new RnnModelLoader<>(SequenceRegressorModel.class, SequenceRegressorModel::new);
  }

  /**
   * Loads a saved model.
   *
   * @throws InvalidInputException if the path does not contain a complete, intact model of this
   *     kind
   */
  public static SequenceRegressorModel load(String path) {
    return read().load(path);
  }
}
