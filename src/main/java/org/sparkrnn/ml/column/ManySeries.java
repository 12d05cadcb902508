package org.sparkrnn.ml.column;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.desc;
import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkrnn.data.Calendar;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.SeriesForm;
import org.sparkrnn.data.SeriesScaling;
import org.sparkrnn.data.SeriesSteps;
import org.sparkrnn.data.TimeGrid;
import org.sparkrnn.data.WindowScale;
import org.sparkrnn.ml.param.RegressionParams;
import org.sparkrnn.ml.param.kind.GapRule;
import org.sparkrnn.ml.param.kind.ParamValues;
import org.sparkrnn.ml.param.kind.SeriesLoss;
import org.sparkrnn.train.JobScope;

/**
 * A table of many series: a row is a step of the series that {@code seriesCol} names. Rows may have
 * any order and partitions. Executors group them by series, sorted by a hash of the name, so that
 * all later results are independent of partitions. The driver never holds a series or a list of all
 * series.
 */
public final class ManySeries {
  private static final Logger LOG = LoggerFactory.getLogger(ManySeries.class);
  private static final String HASH = "hash";
  private static final String NAME = "name";

  private final RegressionParams params;
  private final StructType schema;

  private ManySeries(RegressionParams params, StructType schema) {
    this.params = params;
    this.schema = schema;
  }

  /** Whether rows are steps of many series. */
  public static boolean named(RegressionParams params) {
    return params.isDefined(params.seriesCol());
  }

  /**
   * The series of a table.
   *
   * @throws InvalidInputException if a column is missing or of the wrong type, or Params do not fit
   *     many series
   */
  public static ManySeries of(StructType schema, RegressionParams params) {
    ManySeries series = new ManySeries(params, schema);
    series.requireSound();
    return series;
  }

  private void requireSound() {
    NamedColumn name = NamedColumn.of(schema, "seriesCol", params.getSeriesCol());
    if (!(name.type() instanceof StringType || name.type() instanceof NumericType)) {
      throw name.wrongType("a text or a number that names the series of the row");
    }
    if (!params.isDefined(params.timeCol())) {
      throw new InvalidInputException(
          "seriesCol is %s, so rows are steps of series, but timeCol is not set; set it to the column that orders the steps"
              .formatted(params.getSeriesCol()));
    }
    TimeColumn.require(schema, params);
    Set<String> seen = new LinkedHashSet<>(List.of(params.getSeriesCol(), params.getTimeCol()));
    for (String column : numberColumns()) {
      NamedColumn numbers = NamedColumn.of(schema, param(column), column);
      if (!(numbers.type() instanceof NumericType)) {
        throw numbers.wrongType("a number, because rows are the steps of series");
      }
      if (!seen.add(column)) {
        throw new InvalidInputException(
            "column %s is named twice among seriesCol, timeCol, labelCol, inputCols and knownCols; each column has one meaning"
                .formatted(column));
      }
    }
    for (String column : params.staticColumns()) {
      NamedColumn known = NamedColumn.of(schema, "staticCols", column);
      if (!(known.type() instanceof StringType
          || known.type() instanceof NumericType
          || known.type() instanceof BooleanType)) {
        throw known.wrongType("a text or a number that names something of the whole series");
      }
      if (!seen.add(column) && !column.equals(params.getSeriesCol())) {
        throw new InvalidInputException(
            "column %s is among staticCols and has another meaning too; each column has one meaning, only seriesCol may be static as well"
                .formatted(column));
      }
    }
    List<Calendar> calendar = Calendar.parse(params.getCalendar());
    if (!calendar.isEmpty() && TimeColumn.numbers(schema, params)) {
      throw new InvalidInputException(
          "calendar is %s, but timeCol %s has numbers, which have no calendar; give dates or timestamps, or leave calendar out"
              .formatted(params.getCalendar(), params.getTimeCol()));
    }
    params.quantileLevels(); // checks them
    requireCountable();
    SeriesStrategy.require(params);
    if (params.outputSteps() == Readout.EACH_STEP) {
      throw new InvalidInputException(
          "readout is eachStep, but a forecast is made after the last step of a window; leave readout out");
    }
    if (params.dropsMalformed()) {
      throw new InvalidInputException(
          "mode is dropmalformed, but the rows are steps of series: if a step were dropped, the steps around it would become neighbours; set gaps to say how missing values are filled, and set mode=failfast");
    }
  }

  private void requireCountable() {
    SeriesScaling scaling = scaling(params);
    boolean counts = SeriesLoss.ofCounts(params.getLoss());
    if (counts && (scaling == SeriesScaling.LEVEL || scaling == SeriesScaling.SEASON)) {
      throw new InvalidInputException(
          "loss is %s, whose forecasts are counts from 0 on, but with seriesScaling=%s the network forecasts differences; set seriesScaling=mean or none"
              .formatted(params.getLoss(), scaling.paramValue()));
    }
  }

  private String param(String column) {
    return column.equals(params.getLabelCol())
        ? "labelCol"
        : params.inputColumns().contains(column) ? "inputCols" : "knownCols";
  }

  /**
   * The columns of numbers: the value, other features of past steps, then features known in
   * advance.
   */
  private List<String> numberColumns() {
    List<String> columns = new ArrayList<>(params.inputColumns());
    columns.addAll(params.knownColumns());
    return columns;
  }

  /** The column that orders the rows of a series. */
  public TimeColumn time(Dataset<?> dataset) {
    return TimeColumn.of(dataset, params);
  }

  /**
   * Reads all series, in an order that depends only on their names.
   *
   * @param indicator the column that marks rows for validation, or null
   * @throws InvalidInputException as a cause, from the next action: if a name is null, two rows of
   *     a series have the same time, or a value is infinite
   */
  public JavaRDD<RawSeries> read(Dataset<?> dataset, TimeColumn time, String indicator) {
    JobScope.describe(dataset.sparkSession().sparkContext(), "bring rows together by series");
    List<Column> columns = new ArrayList<>();
    columns.add(xxhash64(name()).as(HASH));
    columns.add(name().as(NAME));
    columns.add(NamedColumn.of(schema, "timeCol", params.getTimeCol()).column().as("time"));
    List<String> numbers = numberColumns();
    for (int j = 0; j < numbers.size(); j++) {
      columns.add(
          NamedColumn.of(schema, "inputCols", numbers.get(j))
              .column()
              .cast(DataTypes.DoubleType)
              .as("x" + j));
    }
    for (String column : params.staticColumns()) {
      columns.add(
          NamedColumn.of(schema, "staticCols", column)
              .column()
              .cast(DataTypes.StringType)
              .as("static" + columns.size()));
    }
    if (indicator != null) {
      columns.add(NamedColumn.of(schema, "validationIndicatorCol", indicator).column().as("held"));
    }
    int parts = 2 * dataset.sparkSession().sparkContext().defaultParallelism();
    SeriesRows rows =
        new SeriesRows(
            time,
            params.getSeriesCol(),
            numbers,
            params.staticColumns(),
            params.inputColumns().size(),
            indicator != null);
    return dataset
        .select(columns.toArray(Column[]::new))
        .repartitionByRange(parts, col(HASH))
        .sortWithinPartitions(HASH, NAME)
        .toJavaRDD()
        .mapPartitions(rows::group);
  }

  /**
   * The grid of the steps: its distance is timeStep or the smallest distance of two rows of a
   * series.
   *
   * @throws InvalidInputException if only a minority of rows are so near to each other, so that
   *     there are gaps between the others, and gaps are errors
   */
  public TimeGrid grid(JavaRDD<RawSeries> series, TimeColumn time) {
    boolean numbers = TimeColumn.numbers(schema, params);
    if (params.isDefined(params.timeStep())) {
      return TimeGrid.parse(params.getTimeStep(), numbers);
    }
    JobScope.describe(series.context(), "find the distance of steps");
    StepDistance smallest =
        series.aggregate(
            StepDistance.NONE,
            (least, one) -> least.merge(one.smallestDistance()),
            StepDistance::merge);
    if (smallest.exceptional()) {
      String message = smallest.message(time);
      if (params.getGaps().equals(GapRule.ERROR.paramValue())) {
        throw new InvalidInputException(message);
      }
      LOG.warn(message);
    }
    return TimeGrid.of(smallest.steps(), smallest.largestTime(), numbers);
  }

  /** The series with their gaps filled, or masked, as the Params say. */
  public JavaRDD<SeriesSteps> steps(JavaRDD<RawSeries> series, TimeGrid grid, TimeColumn time) {
    GapRule rule = ParamValues.constant(GapRule.class, params.getGaps());
    ArrayList<String> columns = new ArrayList<>(numberColumns());
    return series.map(one -> one.on(grid, rule, time, columns));
  }

  /**
   * Warns of the series that have no value at all, so that nothing says in which scale to forecast
   * them; runs a job.
   */
  public void warnOfUnknown(Dataset<?> dataset) {
    JobScope.describe(dataset.sparkSession().sparkContext(), "find series without a value");
    Row found =
        dataset
            .select(name().as(NAME), known().as("known"))
            .groupBy(NAME)
            .agg(max("known").as("known"))
            .where(not(col("known")))
            .agg(count(NAME), min(NAME))
            .first();
    if (found.getLong(0) > 0) {
      LOG.warn(
          "no {} at all is known of {} series, the first of which is {}; their forecasts are null, because nothing says in which scale they are",
          params.getLabelCol(),
          found.getLong(0),
          found.getString(1));
    }
  }

  /** The name of a row's series. */
  private Column name() {
    return NamedColumn.of(schema, "seriesCol", params.getSeriesCol())
        .column()
        .cast(DataTypes.StringType);
  }

  /** Whether a row has a value. */
  private Column known() {
    Column value =
        NamedColumn.of(schema, "labelCol", params.getLabelCol())
            .column()
            .cast(DataTypes.DoubleType);
    return value.isNotNull().and(not(isnan(value)));
  }

  /** The form of the windows. */
  public static SeriesForm form(RegressionParams params, TimeGrid grid) {
    return new SeriesForm(params.getWindow(), params.recursive() ? 1 : params.getHorizon())
        .withOutputs(params.outputsPerStep(), SeriesLoss.ofCounts(params.getLoss()))
        .withWindowStep(params.getWindowStep())
        .withInputs(
            params.inputColumns().size(),
            params.knownColumns().size(),
            params.staticColumns().size())
        .withTimes(Calendar.parse(params.getCalendar()).toArray(new Calendar[0]), grid)
        .with(params.decodes(), params.masks());
  }

  /** The scaling of windows; for losses of counts it is the mean unless seriesScaling is set. */
  public static SeriesScaling scaling(RegressionParams params) {
    return SeriesLoss.ofCounts(params.getLoss()) && !params.isSet(params.seriesScaling())
        ? SeriesScaling.MEAN
        : ParamValues.constant(SeriesScaling.class, params.getSeriesScaling());
  }

  /** The scale of windows. */
  public static WindowScale scale(RegressionParams params) {
    return new WindowScale(
        scaling(params), params.getPeriod(), SeriesLoss.ofCounts(params.getLoss()));
  }

  /**
   * Marks the rows of each series from the {@code horizon}-th last value on, if the series has more
   * values; of shorter ones none.
   *
   * @param column the name of the column to add
   */
  public Dataset<Row> withHeldOut(Dataset<?> dataset, String column) {
    Column name = NamedColumn.of(schema, "seriesCol", params.getSeriesCol()).column();
    Column order = time(dataset).order(schema);
    Column known = known();
    WindowSpec ofSeries = Window.partitionBy(name);
    Column later = sum(known.cast(DataTypes.LongType));
    Dataset<Row> marked =
        dataset
            .toDF()
            .withColumn("time order", order)
            .withColumn("has value", known)
            .withColumn("values from it", later.over(ofSeries.orderBy(desc("time order"))))
            .withColumn("values of it", later.over(ofSeries));
    return marked
        .withColumn(
            column,
            col("values from it")
                .leq(params.getHorizon())
                .and(col("has value").or(col("values from it").lt(params.getHorizon())))
                .and(col("values of it").gt(params.getHorizon())))
        .drop("time order", "has value", "values from it", "values of it");
  }
}
