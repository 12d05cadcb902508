package org.sparkrnn.ml;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.data.SeriesForm;
import org.sparkrnn.data.TimeGrid;
import org.sparkrnn.data.TokenColumn;
import org.sparkrnn.data.Vocabulary;
import org.sparkrnn.ml.column.LocalTimes;
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
 * Learns real values: of a sequence, of each of its steps, or the next values of a series.
 *
 * <p>The columns determine what a row is:
 *
 * <ul>
 *   <li>A sequence with its target: {@code inputCol} as a {@link SequenceTagger} reads it, {@code
 *       labelCol} is a number, vector or array&lt;double&gt;, which is read from the last step or,
 *       depending on {@code readout}, from all steps; or an array of these, one per step ({@code
 *       readout=eachStep}).
 *   <li>A step of a series, if all input columns are numbers: {@code timeCol} orders the rows, and
 *       {@code labelCol} is the column that is forecast; it may also be an input.
 *   <li>A whole series, if {@code labelCol} is one of the input columns, which are
 *       array&lt;double&gt;.
 * </ul>
 *
 * <p>For a series, the network reads the last {@code window} steps and forecasts the next {@code
 * horizon} values of the label, with one output per value ({@code strategy=direct}), or one value
 * at a time from the values forecast before ({@code strategy=recursive}, only if the series is its
 * own and only input). Each row is one step, regardless of the time between two rows; a table
 * contains one series. Times that are texts are read in the only way in which all of them can be
 * read, or as {@code timeFormat} says; the model keeps this format.
 *
 * <p>With {@code standardize}, the means and standard deviations of features and targets over the
 * training rows become part of the model. Losses are then in standardized units, predictions and
 * metrics in the units of the data.
 */
public final class SequenceRegressor extends RnnEstimator<SequenceRegressor, SequenceRegressorModel>
    implements RegressionParams, SetsSequenceRegressor<SequenceRegressor> {
  private static final long serialVersionUID = 1L;

  /** Creates an instance with a random uid. */
  public SequenceRegressor() {
    this(null);
  }

  /** Creates an instance with a given uid; Spark uses this to copy and to load. */
  public SequenceRegressor(String uid) {
    super(uid);
  }

  /**
   * Trains on the cluster and returns when training is complete.
   *
   * @throws InvalidInputException as in {@link RnnEstimator#fit}; for series also if mode is
   *     dropmalformed, because the steps around a dropped step would become neighbours; if timeCol
   *     is missing, null or the same in two rows; or if the series is shorter than window + horizon
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
          "mode is dropmalformed, but the rows are steps of series: if a step were dropped, the steps around it would become neighbours; fill the gaps or drop them yourself, and set mode=failfast");
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
            model.set(model.timeFormat(), time.form().text()); // later data is read in the same way
          }
        });
  }

  /** For many series: a copy that knows how times are read and the time between two steps. */
  private SequenceRegressor withTimes(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    SequenceRegressor known = copy(ParamMap.empty());
    ManySeries series = ManySeries.of(dataset.schema(), known);
    String zone = known.isDefined(known.timeZone()) ? null : LocalTimes.zone(dataset, known);
    if (zone != null) {
      known.set(known.timeZone(), zone);
    }
    TimeColumn time = series.time(dataset);
    if (time.form() != null) {
      known.set(known.timeFormat(), time.form().text()); // later data is read in the same way
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

  /** For many series all rows, of which {@link #HELD_OUT} marks those to measure. */
  @Override
  Dataset<Row> measuredRows(Dataset<?> dataset) {
    if (!ManySeries.named(this)) {
      return super.measuredRows(dataset);
    }
    return splits()
        ? withHeldOut(dataset, HELD_OUT)
        : dataset.withColumn(
            HELD_OUT,
            NamedColumn.of(dataset.schema(), "validationIndicatorCol", getValidationIndicatorCol())
                .column());
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
   * Checks that the validation rows come after the training rows if both are steps of one series;
   * otherwise they would be mixed when they are sorted by time.
   *
   * @throws InvalidInputException if the first of the later rows is not after the last of the other
   *     rows
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
   * The examples that are made from a series, with the columns {@code history},
   * array&lt;array&lt;double&gt;&gt; with {@code window} steps, and {@code future}, double or
   * array&lt;double&gt; with {@code horizon} values. They are independent training rows, so a
   * CrossValidator may split them.
   *
   * @throws InvalidInputException if the rows are not series, or a column is wrong
   */
  public Dataset<Row> examples(Dataset<?> dataset) {
    if (ManySeries.named(this)) {
      throw new InvalidInputException(
          "seriesCol is %s: windows of many series are cut during training and are not rows of a table; fit the estimator on the table itself"
              .formatted(getSeriesCol()));
    }
    Series series = Series.of(dataset.schema(), this);
    if (series == null) {
      throw new InvalidInputException(
          "inputCol %s and labelCol %s are not series; expected input columns of numbers, or arrays of which labelCol is one"
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

  /** Series consist of numbers. */
  @Override
  boolean readsTokensAlone(StructType schema) {
    return !ManySeries.named(this)
        && Series.of(schema, this) == null
        && super.readsTokensAlone(schema);
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
      return factsOfMany(trainingRows(dataset));
    }
    Series series = Series.of(dataset.schema(), this);
    if (series == null) {
      return super.facts(dataset);
    }
    Dataset<Row> rows = trainingRows(dataset);
    long steps = series.steps(rows);
    return DataFacts.ofSeries(series.table() ? steps : rows.count(), steps, validated());
  }

  /** The facts about the series that have windows to train on; all others say nothing of them. */
  private DataFacts factsOfMany(Dataset<Row> rows) {
    Column name = NamedColumn.of(rows.schema(), "seriesCol", getSeriesCol()).column();
    Column value = NamedColumn.of(rows.schema(), "labelCol", getLabelCol()).column();
    Column known = when(value.isNotNull().and(not(isnan(value.cast(DataTypes.DoubleType)))), 1);
    Row counted =
        rows.groupBy(name.as("series"))
            .agg(count(known).as("values"))
            .where(col("values").gt(getHorizon()))
            .agg(count(lit(1)), coalesce(sum("values"), lit(0L)))
            .first();
    return DataFacts.ofSeries(counted.getLong(0), counted.getLong(1), validated());
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

  /** The reader that Spark uses; see {@link #load}. */
  public static MLReader<SequenceRegressor> read() {
    return new RnnEstimatorReader<>(SequenceRegressor.class, SequenceRegressor::new);
  }

  /** Loads a saved instance. */
  public static SequenceRegressor load(String path) {
    return read().load(path);
  }
}
