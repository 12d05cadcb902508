package org.sparkrnn.ml;

import java.util.List;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.data.SeriesForm;
import org.sparkrnn.data.TimeGrid;
import org.sparkrnn.data.TokenColumn;
import org.sparkrnn.data.Vocabulary;
import org.sparkrnn.ml.column.ManySeries;
import org.sparkrnn.ml.column.NamedColumn;
import org.sparkrnn.ml.column.OutputColumn;
import org.sparkrnn.ml.column.SequenceInput;
import org.sparkrnn.ml.column.SequenceRows;
import org.sparkrnn.ml.column.Series;
import org.sparkrnn.ml.column.SeriesColumns;
import org.sparkrnn.ml.column.SeriesTraining;
import org.sparkrnn.ml.column.TargetColumn;
import org.sparkrnn.ml.column.TimeColumn;
import org.sparkrnn.ml.column.TrainingData;
import org.sparkrnn.ml.column.ValidationSplit;
import org.sparkrnn.ml.network.Outputs;
import org.sparkrnn.ml.param.RegressionParams;
import org.sparkrnn.ml.param.generated.SetsSequenceRegressor;
import org.sparkrnn.ml.settings.DataFacts;
import org.sparkrnn.ml.settings.Settings;
import org.sparkrnn.ml.settings.SettingsRules;
import org.sparkrnn.nn.NetworkBuilder;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.train.JobScope;

/**
 * Learns real values: of a sequence, of each of its steps, or the next ones of a series.
 *
 * <p>What a row is follows from the columns:
 *
 * <ul>
 *   <li>A sequence with its target: {@code inputCol} as a {@link SequenceTagger} reads it, {@code
 *       labelCol} a number, vector or array&lt;double&gt;, read from the last step or, as {@code
 *       readout} says, from all steps; or an array of such, one a step ({@code readout=eachStep}).
 *   <li>A step of a series, where every input column is a number: {@code timeCol} orders the rows,
 *       {@code labelCol} is the column that is forecast; it may be an input too.
 *   <li>A whole series, where {@code labelCol} is one of the input columns: array&lt;double&gt;.
 * </ul>
 *
 * <p>Of a series the last {@code window} steps are read and the next {@code horizon} values of the
 * label are forecast, by as many outputs ({@code strategy=direct}), or one by one from what was
 * forecast before ({@code strategy=recursive}, where the series is its own and only input). A step
 * is a row, whatever time passes between two; a table holds one series. Times that are text are
 * read in the one way in which all of them can be, or as {@code timeFormat} says; the model keeps
 * it.
 *
 * <p>With {@code standardize}, means and standard deviations of features and targets over the
 * training rows become part of the model. Losses are then in those units, predictions and metrics
 * in the data's.
 */
public final class SequenceRegressor extends RnnEstimator<SequenceRegressor, SequenceRegressorModel>
    implements RegressionParams, SetsSequenceRegressor<SequenceRegressor> {
  private static final long serialVersionUID = 1L;

  /** With a uid of its own. */
  public SequenceRegressor() {
    this(null);
  }

  /** With a given uid, as Spark makes a copy or reads a saved one. */
  public SequenceRegressor(String uid) {
    super(uid);
  }

  /**
   * Trains on the cluster; returns when the weights are there.
   *
   * @throws InvalidInputException as {@link RnnEstimator#fit}; of series, if mode is dropmalformed,
   *     for without a step the steps around it would be neighbours; if timeCol is missing, null or
   *     the same in two rows; or if the series is shorter than window + horizon
   */
  @Override
  public SequenceRegressorModel fit(Dataset<?> dataset) {
    return super.fit(dataset);
  }

  @Override
  Fitting<SequenceRegressor, SequenceRegressorModel> fitting(Dataset<?> dataset) {
    if (ManySeries.named(this)) {
      return new Fitting<>(withTimes(dataset), dataset);
    }
    Series series = Series.of(dataset.schema(), this);
    if (series == null) {
      return super.fitting(dataset);
    }
    transformSchema(dataset.schema());
    if (dropsMalformed()) {
      throw new InvalidInputException(
          "mode is dropmalformed, but the rows are series: without a step the steps around it would"
              + " be neighbours; fill the gaps or drop them yourself, and set mode=failfast");
    }
    JobScope.describe(dataset.sparkSession().sparkContext(), "cut windows");
    SequenceRegressor onExamples = splits() ? marking() : copy(ParamMap.empty());
    SeriesColumns.toExamples(onExamples);
    TimeColumn time = series.time(dataset);
    return new Fitting<>(
        onExamples,
        trainingExamples(series, dataset, time),
        (fitted, model) -> {
          SeriesColumns.back(fitted, model);
          if (time != null && time.form() != null) {
            model.set(model.timeFormat(), time.form().text()); // what comes later is read alike
          }
        });
  }

  /** Of many series: a copy that knows how times are read and how far steps lie apart. */
  private SequenceRegressor withTimes(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    SequenceRegressor known = copy(ParamMap.empty());
    ManySeries series = ManySeries.of(dataset.schema(), known);
    TimeColumn time = series.time(dataset);
    if (time.form() != null) {
      known.set(known.timeFormat(), time.form().text()); // what comes later is read alike
    }
    TimeGrid grid =
        ManySeries.of(dataset.schema(), known).grid(series.read(dataset, time, null), time);
    known.set(known.timeStep(), grid.text());
    return known;
  }

  @Override
  TrainingData prepare(Dataset<?> dataset) {
    return ManySeries.named(this) ? SeriesTraining.prepare(dataset, this) : super.prepare(dataset);
  }

  private Dataset<Row> trainingExamples(Series series, Dataset<?> dataset, TimeColumn time) {
    int horizon = recursive() ? 1 : getHorizon();
    Dataset<Row> rows = series.ordered(dataset, time);
    Dataset<Row> examples =
        splits()
            ? marking().examplesOf(series.withHeldOut(rows, ValidationSplit.COLUMN), time, horizon)
            : examplesOf(rows, time, horizon);
    if (examples.isEmpty()) {
      throw new InvalidInputException(
          "the training data is empty: no series has window + horizon = %d + %d steps; set a smaller window"
              .formatted(getWindow(), horizon));
    }
    return examples;
  }

  private Dataset<Row> examplesOf(Dataset<Row> ordered, TimeColumn time, int horizon) {
    return Series.of(ordered.schema(), this).windows(ordered, time, horizon, true);
  }

  @Override
  public Dataset<Row> withHeldOut(Dataset<?> dataset, String column) {
    if (ManySeries.named(this)) {
      return ManySeries.of(dataset.schema(), this).withHeldOut(dataset, column);
    }
    Series series = Series.of(dataset.schema(), this);
    return series == null
        ? super.withHeldOut(dataset, column)
        : series.withHeldOut(series.ordered(dataset, series.time(dataset)), column);
  }

  /** Of many series all rows, of which the last of each are forecast from those before them. */
  @Override
  Dataset<Row> measuredRows(Dataset<?> dataset) {
    return ManySeries.named(this) ? dataset.toDF() : super.measuredRows(dataset);
  }

  @Override
  boolean eachStep() {
    return outputSteps() == Readout.EACH_STEP;
  }

  @Override
  boolean follow(StructType schema) {
    if (ManySeries.named(this)) {
      return true;
    }
    Series series = Series.of(schema, this);
    return series != null && series.table();
  }

  /**
   * Checks that rows to validate on go on from those to train on, where both are the steps of one
   * series: sorted by time they would else be mixed.
   *
   * @throws InvalidInputException if the first of the later rows is not after the last of the
   *     others
   */
  public void requireLater(Dataset<?> rows, Dataset<?> later) {
    if (ManySeries.named(this)) {
      return; // reading them finds, series by series, what does not go on
    }
    Series series = Series.of(rows.schema(), this);
    if (series != null && series.table()) {
      TimeColumn.requireLater(rows, later, this);
    }
  }

  /**
   * The examples that a series becomes: columns {@code history}, array&lt;array&lt;double&gt;&gt;
   * of {@code window} steps, and {@code future}, double or array&lt;double&gt; of {@code horizon}
   * values. Each can be trained on by itself, so that a CrossValidator may split them.
   *
   * @throws InvalidInputException if the rows are no series, or a column is wrong
   */
  public Dataset<Row> examples(Dataset<?> dataset) {
    if (ManySeries.named(this)) {
      throw new InvalidInputException(
          "seriesCol is %s: windows of many series are cut within the training and are no rows; fit the estimator on the table itself"
              .formatted(getSeriesCol()));
    }
    Series series = Series.of(dataset.schema(), this);
    if (series == null) {
      throw new InvalidInputException(
          "inputCol %s and labelCol %s are no series; expected input columns of numbers, or arrays of which labelCol is one"
              .formatted(String.join(", ", inputColumns()), getLabelCol()));
    }
    return series.examples(dataset, series.time(dataset), getHorizon(), true);
  }

  @Override
  SequenceRows rows(StructType schema) {
    if (ManySeries.named(this)) { // as their windows would be
      SequenceRegressor onExamples = copy(ParamMap.empty());
      onExamples.clear(onExamples.seriesCol());
      SeriesColumns.toExamples(onExamples);
      return onExamples.rows(Series.examplesSchema(recursive() ? 1 : getHorizon()));
    }
    SequenceRows rows =
        new SequenceRows(
            SequenceInput.of(schema, this),
            TargetColumn.values(schema, "labelCol", getLabelCol(), outputSteps()));
    return Series.ofWindows(rows, schema);
  }

  @Override
  SequenceEncoder least(StructType schema) {
    if (!ManySeries.named(this)) {
      return super.least(schema);
    }
    SeriesForm form = ManySeries.form(this, null);
    SequenceEncoder encoder = SequenceEncoder.ofValues(null, form.width(), form.outputs());
    return form.categories() == 0
        ? encoder
        : encoder.with(TokenColumn.CATEGORIES, new Vocabulary(List.of(Vocabulary.UNKNOWN), false));
  }

  @Override
  Settings rules(DataFacts facts) {
    return ManySeries.named(this)
        ? SettingsRules.manySeries(facts, getHorizon(), getPeriod())
        : SettingsRules.regression(facts);
  }

  @Override
  void requireSound(Dataset<?> dataset) {
    if (ManySeries.named(this)) {
      transformSchema(dataset.schema());
      trainingOptions();
      return;
    }
    if (Series.of(dataset.schema(), this) == null) {
      super.requireSound(dataset);
      return;
    }
    transformSchema(dataset.schema());
    trainingOptions();
  }

  @Override
  DataFacts facts(Dataset<?> dataset) {
    if (ManySeries.named(this)) {
      Dataset<Row> rows = trainingRows(dataset);
      Column name = NamedColumn.of(rows.schema(), "seriesCol", getSeriesCol()).column();
      long series = rows.select(name).distinct().count();
      return DataFacts.ofSeries(series, rows.count(), validated());
    }
    Series series = Series.of(dataset.schema(), this);
    if (series == null) {
      return super.facts(dataset);
    }
    Dataset<Row> rows = trainingRows(dataset);
    long steps = series.steps(rows);
    return DataFacts.ofSeries(series.table() ? steps : rows.count(), steps, validated());
  }

  @Override
  NetworkBuilder withOutput(NetworkBuilder network) {
    return Outputs.reals(this, network);
  }

  @Override
  SequenceRegressorModel newModel(
      String uid, NetworkSpec spec, float[] weights, SequenceEncoder encoder) {
    return new SequenceRegressorModel(uid, spec, weights, encoder);
  }

  @Override
  List<OutputColumn> outputColumns(StructType schema) {
    throw new IllegalStateException("they depend on the schema: see transformSchema");
  }

  /**
   * @throws InvalidInputException if a column is missing or of the wrong type, or predictionCol
   *     exists
   */
  @Override
  public StructType transformSchema(StructType schema) {
    if (ManySeries.named(this)) {
      ManySeries.of(schema, this);
      requireIndicator(schema);
      return schema;
    }
    Series series = Series.of(schema, this);
    boolean single;
    if (series == null) {
      rows(schema);
      DataType label = NamedColumn.of(schema, "labelCol", getLabelCol()).type();
      single =
          label instanceof NumericType
              || outputSteps() == Readout.EACH_STEP
                  && label instanceof ArrayType array
                  && array.elementType() instanceof NumericType;
    } else {
      NamedColumn.of(schema, "labelCol", getLabelCol());
      single = getHorizon() == 1;
    }
    requireIndicator(schema);
    return OutputColumn.addTo(schema, SequenceRegressorModel.outputColumns(this, single));
  }

  /** What Spark reads a saved one with; see {@link #load}. */
  public static MLReader<SequenceRegressor> read() {
    return new RnnEstimatorReader<>(SequenceRegressor.class, SequenceRegressor::new);
  }

  /** Reads a saved one. */
  public static SequenceRegressor load(String path) {
    return read().load(path);
  }
}
