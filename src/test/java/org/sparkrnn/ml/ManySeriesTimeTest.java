package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.testkit.LocalSpark;

/** The times of forecasts of many series follow those of the data. */
class ManySeriesTimeTest {
  private static final int STEPS = 40;
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final LocalDateTime START = LocalDateTime.of(2024, 1, 1, 0, 0);

  private static Dataset<Row> table(DataType type, IntFunction<Object> time) {
    List<Row> rows = new ArrayList<>();
    for (int t = 0; t < STEPS; t++) {
      rows.add(RowFactory.create("a", time.apply(t), 10.0 + t % 3));
    }
    return LocalSpark.session().createDataFrame(rows, schema(type));
  }

  private static StructType schema(DataType type) {
    return new StructType()
        .add("s", DataTypes.StringType)
        .add("t", type)
        .add("y", DataTypes.DoubleType);
  }

  private static SequenceRegressor regressor() {
    return new SequenceRegressor()
        .setSeriesCol("s")
        .setTimeCol("t")
        .setLabelCol("y")
        .setWindow(4)
        .setHorizon(3)
        .setHiddenSize(2)
        .setMaxEpochs(1)
        .setNumShards(1);
  }

  private static void assertContinues(DataType type, IntFunction<Object> time) {
    Dataset<Row> data = table(type, time);
    List<Object> found = new ArrayList<>();
    for (Row row : regressor().fit(data).transform(data).orderBy("prediction").collectAsList()) {
      found.add(row.get(1));
    }
    List<Object> expected = new ArrayList<>();
    for (int h = 0; h < 3; h++) {
      expected.add(time.apply(STEPS + h));
    }
    found.sort(null);
    assertEquals(expected, found);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dd.MM.yyyy HH:mm:ss",
        "yyyy-MM-dd'T'HH:mm:ss.SSS",
        "yyyy/MM/dd HH:mm:ss",
        "yyyy-MM-dd HH:mm:ss'Z'"
      })
  void textsGoOnInTheirStyle(String pattern) {
    DateTimeFormatter form = DateTimeFormatter.ofPattern(pattern);
    assertContinues(DataTypes.StringType, t -> START.plusSeconds(30 * t).format(form));
  }

  @Test
  void offsetsAndHalvesOfDaysGoOn() {
    DateTimeFormatter offset = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm'+01:00'");
    assertContinues(DataTypes.StringType, t -> START.plusHours(t).format(offset));
    assertContinues(
        DataTypes.StringType,
        t -> {
          LocalDateTime time = START.plusHours(12 * t);
          return "%02d/%02d/2024 12:00 %s"
              .formatted(
                  time.getMonthValue(), time.getDayOfMonth(), time.getHour() == 0 ? "AM" : "PM");
        });
  }

  @Test
  void fractionsGoOnWithoutNoise() {
    assertContinues(DataTypes.StringType, t -> t / 10 + "." + t % 10);
    assertContinues(DataTypes.DoubleType, t -> Double.parseDouble(t / 10 + "." + t % 10));
    assertContinues(DataTypes.FloatType, t -> Float.parseFloat(t / 10 + "." + t % 10));
    Instant start = START.toInstant(ZoneOffset.UTC);
    for (int millis : new int[] {1, 10, 20, 40, 100}) {
      assertContinues(
          DataTypes.TimestampType, t -> Timestamp.from(start.plusMillis((long) millis * t)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2019-02-28", "2019-04-30", "2019-01-30", "2020-02-29"})
  void monthsStayOnTheirDay(String first) {
    LocalDate date = LocalDate.parse(first);
    assertContinues(
        DataTypes.StringType,
        t -> {
          LocalDate month = date.withDayOfMonth(1).plusMonths(t);
          int day = Math.min(date.getDayOfMonth(), month.lengthOfMonth());
          return month.withDayOfMonth(day).toString();
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"2024-03-20", "2024-10-10"})
  void daysOfAZoneWithSummerTimeAreRefusedWithTheReason(String first) {
    ZoneId zone = ZoneId.of("Europe/Berlin");
    LocalDate date = LocalDate.parse(first);
    Dataset<Row> days =
        table(
            DataTypes.TimestampType,
            t -> Timestamp.from(date.plusDays(t).atStartOfDay(zone).toInstant()));
    Dataset<Row> months =
        table(
            DataTypes.TimestampType,
            t -> Timestamp.from(date.plusMonths(t).atStartOfDay(zone).toInstant()));
    for (Dataset<Row> data : List.of(days, months)) {
      StringBuilder messages = new StringBuilder();
      Throwable cause = assertThrows(Exception.class, () -> regressor().fit(data));
      for (; cause != null; cause = cause.getCause()) {
        messages.append(cause.getMessage()).append('\n');
      }
      assertTrue(
          messages
              .toString()
              .contains("have 23 or 25 hours, so set timeZone to their zone, or cast t to date"),
          messages.toString());
    }
  }

  /** Rows at midnight in Berlin, in a session with the zone of its users. */
  private static Dataset<Row> berlin(String zone, DataType type, String first, boolean months) {
    SparkSession session = LocalSpark.session().newSession();
    session.conf().set("spark.sql.session.timeZone", zone);
    List<Row> rows = new ArrayList<>();
    for (int t = 0; t < STEPS; t++) {
      LocalDate date = LocalDate.parse(first);
      date = months ? date.plusMonths(t) : date.plusDays(t);
      Object time = type.equals(DataTypes.DateType) ? Date.valueOf(date) : midnight(date);
      rows.add(RowFactory.create("a", time, 10.0 + t % 7));
    }
    return session.createDataFrame(rows, schema(type));
  }

  private static Timestamp midnight(LocalDate date) {
    return Timestamp.from(date.atStartOfDay(BERLIN).toInstant());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void rowsAtLocalMidnightAreAsDatesAre(boolean months) {
    SequenceRegressor estimator = regressor().setCalendar("weekday,yearday");
    Dataset<Row> times = berlin("Europe/Berlin", DataTypes.TimestampType, "2023-10-10", months);
    Dataset<Row> dates = berlin("Europe/Berlin", DataTypes.DateType, "2023-10-10", months);
    SequenceRegressorModel model = estimator.fit(times);
    SequenceRegressorModel ofDates = estimator.fit(dates);
    assertEquals("Europe/Berlin", model.getTimeZone());
    assertFalse(ofDates.isDefined(ofDates.timeZone()));
    assertArrayEquals(ofDates.weights(), model.weights());
    String first = months ? "2020-12-01" : "2024-02-19"; // before the clocks change
    for (String session : List.of("Europe/Berlin", "UTC")) {
      Dataset<Row> later = berlin(session, DataTypes.TimestampType, first, months);
      List<Row> expected =
          ofDates
              .transform(berlin("UTC", DataTypes.DateType, first, months))
              .orderBy("t")
              .collectAsList();
      List<Row> found = model.transform(later).orderBy("t").collectAsList();
      for (int h = 0; h < 3; h++) {
        LocalDate date = expected.get(h).getDate(1).toLocalDate();
        assertEquals(midnight(date), found.get(h).getTimestamp(1));
        assertEquals(expected.get(h).getDouble(2), found.get(h).getDouble(2));
      }
    }
  }

  /** Midnight tells the zone even where the training data has no change of clocks. */
  @Test
  void rowsOfWinterAtLocalMidnightGoOnInSummer() {
    Dataset<Row> winter = berlin("Europe/Berlin", DataTypes.TimestampType, "2023-11-05", false);
    SequenceRegressorModel model = regressor().fit(winter);
    assertEquals("Europe/Berlin", model.getTimeZone());
    LocalDate last = LocalDate.parse("2024-03-31"); // on which the clocks change
    Dataset<Row> spring =
        berlin(
            "Europe/Berlin", DataTypes.TimestampType, last.minusDays(STEPS - 1).toString(), false);
    Row next = model.transform(spring).orderBy("t").first();
    assertEquals(midnight(last.plusDays(1)), next.getTimestamp(1));
  }

  @Test
  void hoursAndDaysOfUtcAreInstantsInAnyZone() {
    SparkSession session = LocalSpark.session().newSession();
    session.conf().set("spark.sql.session.timeZone", "Europe/Berlin");
    Instant start = Instant.parse("2024-03-25T00:00:00Z");
    for (int hours : new int[] {6, 24}) { // both go over a change of clocks
      List<Row> rows = new ArrayList<>();
      for (int t = 0; t < STEPS; t++) {
        Timestamp time = Timestamp.from(start.plus(Duration.ofHours((long) hours * t)));
        rows.add(RowFactory.create("a", time, 10.0 + t % 3));
      }
      Dataset<Row> data = session.createDataFrame(rows, schema(DataTypes.TimestampType));
      SequenceRegressorModel model = regressor().fit(data);
      assertFalse(model.isDefined(model.timeZone()));
      Row next = model.transform(data).orderBy("t").first();
      Instant expected = start.plus(Duration.ofHours((long) hours * STEPS));
      assertEquals(Timestamp.from(expected), next.getTimestamp(1));
    }
  }

  @Test
  void aZoneIsOneOfJava() {
    String message =
        assertThrows(InvalidInputException.class, () -> regressor().setTimeZone("Berlin"))
            .getMessage();
    assertEquals("timeZone is Berlin; expected a time zone such as Europe/Berlin", message);
  }
}
