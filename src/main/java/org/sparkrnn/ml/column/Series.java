package org.sparkrnn.ml.column;

import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sum;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
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
import org.sparkrnn.ml.param.RegressionParams;

/**
 * Turns series into examples: the last {@code window} steps, and the {@code horizon} values of the
 * label after them. Either each row is a step of one series in the order of timeCol, and input
 * columns are numbers; or each row is a series, and input columns and label are arrays.
 *
 * <p>A table is sorted and cut into ranges. No machine holds the whole table: the driver collects
 * window + horizon rows per part and sends each part the rows before and after it.
 */
public final class Series {
  /**
   * Column of examples with the steps of the window, array&lt;array&lt;double&gt;&gt; [window][I].
   */
  public static final String HISTORY = "history";

  /**
   * Column of examples with the values after the window, double or array&lt;double&gt; [horizon].
   */
  public static final String FUTURE = "future";

  /** Further columns of {@link #windows}: the number of the series and the history's first step. */
  private static final String SERIES = "series of the history";

  private static final String POSITION = "first step of the history";

  private static final DataType HISTORY_TYPE =
      DataTypes.createArrayType(DataTypes.createArrayType(DataTypes.DoubleType));

  private final RegressionParams params;
  private final boolean table;

  private Series(RegressionParams params, boolean table) {
    this.params = params;
    this.table = table;
  }

  /**
   * The series that a dataset holds, or null if its rows are examples already.
   *
   * @throws InvalidInputException if a column is missing or the Params do not fit a series
   */
  public static Series of(StructType schema, RegressionParams params) {
    List<String> names = params.inputColumns();
    String param = params.isDefined(params.inputCols()) ? "inputCols" : "inputCol";
    List<NamedColumn> inputs =
        names.stream().map(name -> NamedColumn.of(schema, param, name)).toList();
    boolean table = inputs.stream().allMatch(input -> input.type() instanceof NumericType);
    boolean arrays =
        inputs.stream()
            .anyMatch(
                input ->
                    input.name().equals(params.getLabelCol()) && input.type() instanceof ArrayType);
    if (!table && params.isDefined(params.timeCol())) {
      inputs.forEach(Series::requireNoText);
    }
    if (!table) {
      requireAlike(inputs, arrays);
    }
    if (!table && !arrays) {
      return null;
    }
    Series series = new Series(params, table);
    series.requireSound(schema, names);
    return series;
  }

  /**
   * Rejects a column of text if rows have a time, because it must be a column of numbers with other
   * texts in it.
   */
  private static void requireNoText(NamedColumn input) {
    if (!(input.type() instanceof ArrayType || input.type() instanceof NumericType)) {
      throw input.wrongType(
          "a number, because timeCol is set, so rows are the steps of a series; look for texts such as NA among its values, and fill or drop these rows");
    }
  }

  /**
   * Rejects a column that does not fit the other columns, which form a series: text among the
   * numbers of a table, such as NA in a file, or among arrays.
   */
  private static void requireAlike(List<NamedColumn> inputs, boolean arrays) {
    for (NamedColumn series : inputs) {
      if (arrays ? !numbers(series.type()) : !(series.type() instanceof NumericType)) {
        continue;
      }
      for (NamedColumn other : inputs) {
        if (arrays ? !numbers(other.type()) : DataTypes.StringType.equals(other.type())) {
          throw other.wrongType(
              "%s as in %s, because the input columns are one series; if it has a text such as NA where a number is missing, fill these gaps or drop the rows, and cast the column to numbers"
                  .formatted(series.type().simpleString(), series.name()));
        }
      }
    }
  }

  private static boolean numbers(DataType type) {
    return type instanceof ArrayType array && array.elementType() instanceof NumericType;
  }

  private void requireSound(StructType schema, List<String> inputs) {
    if (params.isSet(params.inputCol()) && params.isDefined(params.inputCols())) {
      throw new InvalidInputException(
          "inputCol %s and inputCols %s are both set; set one of them"
              .formatted(params.getInputCol(), String.join(", ", inputs)));
    }
    if (params.outputSteps() == Readout.EACH_STEP) {
      throw new InvalidInputException(
          "readout is eachStep, but a forecast of a series is made after the last step of its window; set readout=lastStep, or give sequences with one target per step");
    }
    if (table) {
      if (!params.isDefined(params.timeCol())) {
        throw new InvalidInputException(
            "inputCols %s are numbers, so rows are the steps of a series, but timeCol is not set; set it to the column that orders the steps"
                .formatted(String.join(", ", inputs)));
      }
      TimeColumn.require(schema, params);
    }
    if (params.recursive() && !inputs.equals(List.of(params.getLabelCol()))) {
      throw new InvalidInputException(
          "strategy is recursive, but the inputs are %s and labelCol is %s; forecasts can be fed back only if the series is its own and only input; set strategy=direct"
              .formatted(String.join(", ", inputs), params.getLabelCol()));
    }
  }

  /** The schema of {@link #examples} without an indicator. */
  public static StructType examplesSchema(int horizon) {
    return new StructType()
        .add(HISTORY, HISTORY_TYPE)
        .add(
            FUTURE,
            horizon == 1 ? DataTypes.DoubleType : DataTypes.createArrayType(DataTypes.DoubleType));
  }

  /** Counts the steps of all series. */
  public long steps(Dataset<Row> rows) {
    if (table) {
      return rows.count();
    }
    Column length = size(NamedColumn.of(rows.schema(), "labelCol", params.getLabelCol()).column());
    Row sum = rows.agg(sum(length)).first();
    return sum.isNullAt(0) ? 0 : sum.getLong(0);
  }

  /** Whether rows are steps instead of whole series. */
  public boolean table() {
    return table;
  }

  /**
   * The column that orders the rows; null if each row is a series.
   *
   * @throws InvalidInputException if it is text whose form is not set and cannot be recognized
   */
  public TimeColumn time(Dataset<?> dataset) {
    return table ? TimeColumn.of(dataset, params) : null;
  }

  /**
   * The rows in the order of time; unchanged if each row is a series.
   *
   * @param time see {@link #time}
   */
  public Dataset<Row> ordered(Dataset<?> dataset, TimeColumn time) {
    return table ? time.sorted(dataset.toDF()) : dataset.toDF();
  }

  /**
   * Marks the rows that {@code validationFraction} holds out: the last steps of a table, or whole
   * series.
   *
   * @param ordered see {@link #ordered}
   * @param column the name of the column to add
   */
  public Dataset<Row> withHeldOut(Dataset<Row> ordered, String column) {
    return table
        ? ValidationSplit.last(ordered, params, column)
        : ValidationSplit.byContent(ordered, params, null, column);
  }

  /**
   * Makes examples with complete history and future.
   *
   * @param time see {@link #time}
   * @param horizon number of values of the future
   * @param indicated whether to read the validation indicator, if the Params name one
   * @return {@link #HISTORY}, {@link #FUTURE} and, if it is read, the validation indicator of the
   *     future's rows. Examples whose future is only partly for validation are left out, and so are
   *     training examples with rows for validation in their history
   * @throws InvalidInputException if the label column is missing or of the wrong type
   */
  public Dataset<Row> examples(
      Dataset<?> dataset, TimeColumn time, int horizon, boolean indicated) {
    return windows(ordered(dataset, time), time, horizon, indicated).drop(SERIES, POSITION);
  }

  /**
   * Makes the same examples with the positions of histories in their series, for {@link
   * #ofWindows}.
   *
   * @param ordered see {@link #ordered}
   * @throws InvalidInputException if the label column is missing or of the wrong type
   */
  public Dataset<Row> windows(
      Dataset<Row> ordered, TimeColumn time, int horizon, boolean indicated) {
    StructType schema = ordered.schema();
    NamedColumn label = NamedColumn.of(schema, "labelCol", params.getLabelCol());
    if (table ? !(label.type() instanceof NumericType) : !numbers(label.type())) {
      throw label.wrongType(
          table ? "a number, the value of the series in the row" : "array<double>, the series");
    }
    String indicator =
        indicated && params.isDefined(params.validationIndicatorCol())
            ? params.getValidationIndicatorCol()
            : null;
    Set<String> names = new LinkedHashSet<>(params.inputColumns());
    names.add(params.getLabelCol());
    if (table) {
      names.add(params.getTimeCol());
    }
    if (indicator != null) {
      names.add(indicator);
    }
    Dataset<Row> read = ordered.select(columns(schema, names));
    SeriesReader reader = SeriesReader.ofExamples(read.schema(), params, time, indicator);
    SlidingWindows windows =
        new SlidingWindows(reader, params.getWindow(), horizon, indicator != null);
    JavaRDD<Row> examples =
        table ? windows.overTable(read.toJavaRDD()) : windows.overRows(read.toJavaRDD());
    StructType output =
        new StructType()
            .add(HISTORY, HISTORY_TYPE)
            .add(
                FUTURE,
                horizon == 1
                    ? DataTypes.DoubleType
                    : DataTypes.createArrayType(DataTypes.DoubleType));
    if (indicator != null) {
      output = output.add(indicator, DataTypes.BooleanType);
    }
    output = output.add(SERIES, DataTypes.LongType).add(POSITION, DataTypes.LongType);
    return ordered.sparkSession().createDataFrame(examples, output);
  }

  /**
   * Reads the rows of {@link #windows} as windows, so that a shard stores their common steps once.
   */
  public static SequenceRows ofWindows(SequenceRows rows, StructType schema) {
    boolean windows = List.of(schema.fieldNames()).containsAll(List.of(SERIES, POSITION));
    return windows
        ? rows.ofWindows(
            NamedColumn.of(schema, "column", SERIES), NamedColumn.of(schema, "column", POSITION))
        : rows;
  }

  /**
   * Adds to every row the last {@code window} steps, or fewer at the beginning of the series. Rows
   * of a table are in the order of time.
   *
   * @param history name of the column to add
   */
  public Dataset<Row> histories(Dataset<?> dataset, String history) {
    TimeColumn time = time(dataset);
    Dataset<Row> rows = ordered(dataset, time);
    SeriesReader reader = SeriesReader.ofInputs(rows.schema(), params, time);
    SlidingWindows windows = new SlidingWindows(reader, params.getWindow(), 0, false);
    JavaRDD<Row> read = rows.toJavaRDD();
    return dataset
        .sparkSession()
        .createDataFrame(
            table ? windows.historiesOfTable(read) : windows.historiesOfRows(read),
            rows.schema().add(history, HISTORY_TYPE));
  }

  private static Column[] columns(StructType schema, Set<String> names) {
    return names.stream()
        .map(name -> NamedColumn.of(schema, "column", name).column())
        .toArray(Column[]::new);
  }
}
