package org.sparkrnn.ml.column;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.io.Serializable;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.TimeForm;
import org.sparkrnn.data.TimeGrid;
import org.sparkrnn.ml.param.RegressionParams;
import org.sparkrnn.train.JobScope;

/**
 * The column that orders the rows of a series: numbers, dates or timestamps, or texts that a {@link
 * TimeForm} reads. The time zones of Spark and of the machine have no influence. Timestamps are
 * instants unless timeZone is set; then they are local times in that zone.
 */
public final class TimeColumn implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(TimeColumn.class);
  private static final double SECONDS_OF_DAY = 86_400;
  private static final DataType KEY = DataTypes.createDecimalType(38, TimeForm.SCALE);

  private final String name;
  private final TimeForm form; // null if the type has an order of its own
  private final boolean numbers; // whether times are numbers
  private final boolean instants; // whether times are instants, which have no local day
  private final ZoneId zone; // of timestamps

  private TimeColumn(RegressionParams params, TimeForm form, DataType type) {
    this.name = params.getTimeCol();
    this.form = form;
    boolean local = type instanceof TimestampType && params.isDefined(params.timeZone());
    zone = local ? ZoneId.of(params.getTimeZone()) : ZoneOffset.UTC;
    instants = form == null ? type instanceof TimestampType && !local : form.instants();
    numbers = form == null ? type instanceof NumericType : form.text().equals(TimeForm.NUMBER);
  }

  /**
   * Checks the column that timeCol names.
   *
   * @throws InvalidInputException if it is missing or its type has no order of time
   */
  public static void require(StructType schema, RegressionParams params) {
    String name = params.getTimeCol();
    DataType type = NamedColumn.of(schema, "timeCol", name).type();
    boolean sound =
        type instanceof NumericType
            || type instanceof StringType
            || type instanceof DateType
            || type instanceof TimestampType
            || type instanceof TimestampNTZType;
    if (!sound) {
      throw new InvalidInputException(
          "timeCol %s has type %s; expected a number, a date, a timestamp, or text that timeFormat describes"
              .formatted(name, type.simpleString()));
    }
  }

  /**
   * The column of a dataset. If it has texts and the Params do not set their form, this examines
   * all of them.
   *
   * @throws InvalidInputException as {@link #require}, or if texts have no known form or fit two
   *     forms
   */
  public static TimeColumn of(Dataset<?> dataset, RegressionParams params) {
    require(dataset.schema(), params);
    String name = params.getTimeCol();
    DataType type = NamedColumn.of(dataset.schema(), "timeCol", name).type();
    boolean text = type instanceof StringType;
    String stated = params.isDefined(params.timeFormat()) ? params.getTimeFormat() : null;
    boolean whole = ColumnTypes.integer(type);
    if (stated != null) {
      TimeForm form = TimeForm.of(stated);
      boolean pattern = !stated.equals(TimeForm.NUMBER);
      if (pattern && type instanceof NumericType && !whole) {
        throw new InvalidInputException(
            "timeCol %s has type %s, but timeFormat=%s describes text or whole numbers; cast the column to one of these"
                .formatted(name, type.simpleString(), stated));
      }
      return new TimeColumn(params, text || whole && pattern ? form : null, type);
    }
    if (whole || real(type)) {
      fits(dataset, name).requireNumbers(name);
    }
    return new TimeColumn(params, text ? find(dataset, name) : null, type);
  }

  private static boolean real(DataType type) {
    return type.equals(DataTypes.DoubleType) || type.equals(DataTypes.FloatType);
  }

  /** The number as text without an exponent. */
  private static String digits(Double number) {
    if (number == null || !Double.isFinite(number)) {
      return null;
    }
    BigDecimal exact = BigDecimal.valueOf(number).stripTrailingZeros();
    return exact.scale() <= 0 ? exact.toBigInteger().toString() : exact.toPlainString();
  }

  private static TimeFits fits(Dataset<?> dataset, String name) {
    JobScope.describe(dataset.sparkSession().sparkContext(), "find the form of times");
    Column column = NamedColumn.of(dataset.schema(), "timeCol", name).column();
    boolean real = real(NamedColumn.of(dataset.schema(), "timeCol", name).type());
    Column text =
        real
            ? udf((UDF1<Double, String>) TimeColumn::digits, DataTypes.StringType)
                .apply(column.cast(DataTypes.DoubleType))
            : column.cast(DataTypes.StringType);
    return dataset
        .select(text.as(name))
        .toJavaRDD()
        .mapPartitions(rows -> List.of(TimeFits.of(rows, name, real)).iterator())
        .collect()
        .stream()
        .reduce(new TimeFits(), TimeFits::add);
  }

  private static TimeForm find(Dataset<?> dataset, String name) {
    TimeForm form = fits(dataset, name).form(name);
    if (form != null) {
      LOG.info("timeCol {} is read as {} (timeFormat={})", name, meaning(form), form);
    }
    return form;
  }

  private static String meaning(TimeForm form) {
    if (form.text().equals(TimeForm.NUMBER)) {
      return "numbers";
    }
    return form.instants() ? "instants" : "local times without a zone";
  }

  /** The form of texts; null if the type has an order of its own. */
  public TimeForm form() {
    return form;
  }

  /** The name that timeCol gives. */
  public String name() {
    return name;
  }

  /** The rows in the order of time; rows whose time is null or malformed come first. */
  public Dataset<Row> sorted(Dataset<Row> rows) {
    return rows.orderBy(key(NamedColumn.of(rows.schema(), "timeCol", name).column()));
  }

  /** The sorting key of the times of a column. */
  private Column key(Column times) {
    if (form == null) {
      return times;
    }
    TimeForm read = form;
    UDF1<String, BigDecimal> key = text -> text == null ? null : read.key(text);
    return udf(key, KEY).apply(times.cast(DataTypes.StringType));
  }

  /**
   * Checks in one job that all times of some rows are after those of others. Times that are null or
   * malformed are ignored; reading the steps reports them.
   *
   * @throws InvalidInputException as {@link #of}, or if the first of the later rows is not after
   *     the last of the others
   */
  public static void requireLater(Dataset<?> rows, Dataset<?> later, RegressionParams params) {
    String name = params.getTimeCol();
    Column time = col("time");
    Dataset<Row> times = times(rows, name, false).union(times(later, name, true));
    Column key = of(times.select(time.as(name)), params).key(time);
    JobScope.describe(times.sparkSession().sparkContext(), "find where validation begins");
    Row ends =
        times
            .select(
                time,
                when(col("later"), key).as("after"),
                when(not(col("later")), key).as("before"))
            .agg(
                max("before").geq(min("after")),
                min_by(time, col("after")),
                max_by(time, col("before")))
            .first();
    if (Boolean.TRUE.equals(ends.get(0))) {
      throw new InvalidInputException(
          "validation begins at %s %s, but train ends at %s; the series for validation must continue the one for training: give later rows, or leave validation out and set validationFraction"
              .formatted(name, ends.get(1), ends.get(2)));
    }
  }

  private static Dataset<Row> times(Dataset<?> rows, String name, boolean later) {
    Column time = NamedColumn.of(rows.schema(), "timeCol", name).column();
    return rows.select(time.as("time"), lit(later).as("later"));
  }

  /**
   * A key that is equal for two rows of the same time.
   *
   * @param value the value in the data
   * @throws InvalidInputException if it is null, malformed or not a finite number
   */
  public Object key(Object value) {
    if (value == null) {
      throw new InvalidInputException("%s is null; drop rows with null".formatted(name));
    }
    boolean real = value instanceof Double || value instanceof Float;
    if (real && !Double.isFinite(((Number) value).doubleValue())) {
      throw new InvalidInputException(
          "%s contains %s; a time must be a finite number, so drop such rows"
              .formatted(name, value));
    }
    if (form == null) {
      return value;
    }
    BigDecimal key = form.key(value.toString());
    if (key == null) {
      throw new InvalidInputException(
          "%s contains \"%s\", which does not have the form %s of timeFormat or of the training data"
              .formatted(name, value, form));
    }
    return key.toString();
  }

  /**
   * Whether times are numbers instead of dates or timestamps.
   *
   * @param params Params that name the column and may set the form of texts, which can be numbers
   */
  public static boolean numbers(StructType schema, RegressionParams params) {
    DataType type = NamedColumn.of(schema, "timeCol", params.getTimeCol()).type();
    String format = params.isDefined(params.timeFormat()) ? params.getTimeFormat() : null;
    return type instanceof NumericType && (format == null || format.equals(TimeForm.NUMBER))
        || type instanceof StringType && TimeForm.NUMBER.equals(format);
  }

  /**
   * A time as a number: the number itself, or the seconds since 1970, where local times, also those
   * of timeZone, are read as UTC.
   *
   * @param value the value in the data
   * @throws InvalidInputException if it is null, malformed or not a finite number
   */
  public double number(Object value) {
    Object key = key(value);
    if (form != null) {
      return new BigDecimal((String) key).doubleValue();
    }
    if (value instanceof Float number) {
      return Double.parseDouble(number.toString()); // 0.1, not 0.10000000149
    }
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    if (value instanceof Date date) {
      return SECONDS_OF_DAY * date.toLocalDate().toEpochDay();
    }
    if (value instanceof LocalDate date) {
      return SECONDS_OF_DAY * date.toEpochDay();
    }
    Instant instant =
        value instanceof Timestamp timestamp
            ? timestamp.toInstant()
            : value instanceof LocalDateTime local
                ? local.toInstant(ZoneOffset.UTC)
                : (Instant) value;
    long second = LocalDateTime.ofInstant(instant, zone).toEpochSecond(ZoneOffset.UTC);
    return second + instant.getNano() / 1e9;
  }

  /** A column with the numbers by which rows are ordered. */
  public Column order(StructType schema) {
    return key(NamedColumn.of(schema, "timeCol", name).column());
  }

  /**
   * Whether ascending times are numbers that look like years and months: whole numbers of six
   * digits, of which the last two are 01 to 12, with a step from a December to a January.
   */
  boolean likeMonths(double[] times) {
    boolean turns = false;
    for (int i = 0; i < times.length; i++) {
      double month = times[i] % 100;
      boolean six = times[i] >= 100_000 && times[i] < 1_000_000;
      if (!six || times[i] != Math.rint(times[i]) || month < 1 || month > 12) {
        return false;
      }
      turns |= i > 0 && times[i] - times[i - 1] == 89;
    }
    return numbers && turns;
  }

  /** A time from {@link #number}, for messages. */
  String shown(double time) {
    if (numbers) {
      return time == Math.rint(time) && Math.abs(time) < 1e15
          ? Long.toString((long) time)
          : Double.toString(time);
    }
    return TimeGrid.moment(time).toString();
  }

  /**
   * An explanation for a row between two steps, if it may come of a change of clocks; otherwise
   * empty.
   *
   * @param passed seconds from the first row to that row
   */
  String clockChange(TimeGrid grid, double passed) {
    if (!instants || !grid.clockChange(passed)) {
      return "";
    }
    return ". Times here are instants, shown in UTC, whose days have 24 hours: if rows are at the same local time on each day or in each month, those days on which the clocks change have 23 or 25 hours, so %s"
        .formatted(
            form == null
                ? "set timeZone to their zone, or cast %s to date or timestamp_ntz".formatted(name)
                : "give local times without an offset, or dates");
  }

  /**
   * Converts a time from {@link #number} to the form in the data.
   *
   * @param written a time of the data, for the form of texts
   */
  public Object value(double time, DataType type, Object written) {
    if (type instanceof StringType) {
      return form.written(time, written.toString());
    }
    if (form != null && type instanceof NumericType) { // dates written as whole numbers
      Object text = form.written(time, written.toString());
      return type.equals(DataTypes.LongType)
          ? (Object) Long.valueOf(text.toString())
          : (Object) Integer.valueOf(text.toString());
    }
    LocalDateTime date = type instanceof NumericType ? null : TimeGrid.moment(time);
    if (type instanceof DateType) {
      return Date.valueOf(date.toLocalDate());
    }
    if (type instanceof TimestampType) {
      return Timestamp.from(date.atZone(zone).toInstant());
    }
    if (type instanceof TimestampNTZType) {
      return date;
    }
    return time; // a number, which the caller casts
  }

  /** The exception for two rows of the same time. */
  public InvalidInputException twice(Object before, Object after) {
    boolean clock = String.valueOf(after).indexOf(':') >= 0;
    boolean local = form != null && !form.instants() && clock;
    String times = before.equals(after) ? "%s".formatted(after) : before + " or " + after;
    return new InvalidInputException(
        "%s is %s in two or more rows; a series must have one row per time, so drop or merge the others, or, if these are several series, filter the rows of one%s"
            .formatted(
                name,
                times,
                local
                    ? ". If it is the hour that occurs twice at the end of summer time, give times with their offset from UTC"
                    : ""));
  }
}
