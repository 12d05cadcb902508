package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TimeZone;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.testkit.LocalSpark;
import org.sparkrnn.testkit.ToyData;

/** The order of a series' rows by times of every type and form. */
class SeriesTimeTest {
  private static final int N = 60;

  @TempDir Path dir;

  /** Shuffled rows (time, load), whose load counts the steps. */
  private static Dataset<Row> texts(int n, IntFunction<String> time) {
    List<Row> rows = new ArrayList<>();
    IntStream.range(0, n).forEach(t -> rows.add(RowFactory.create(time.apply(t), (double) t)));
    Collections.shuffle(rows, new Random(1));
    StructType schema = new StructType().add("time", "string").add("load", "double");
    return LocalSpark.session().createDataFrame(ToyData.rdd(rows, 3), schema);
  }

  private static Dataset<Row> dates(String pattern) {
    DateTimeFormatter formatter = DateTimeFormatter.ofPattern(pattern);
    return texts(N, t -> LocalDate.of(2024, 1, 1).plusDays(t).format(formatter));
  }

  private static SequenceRegressor regressor() {
    SequenceRegressor regressor =
        new SequenceRegressor()
            .setInputCols("load")
            .setLabelCol("load")
            .setTimeCol("time")
            .setWindow(2)
            .setHiddenSize(2)
            .setMaxEpochs(1)
            .setNumShards(1);
    return regressor.setExecution("threads");
  }

  /** The forecast loads, which count up if rows are in the order of time. */
  private static List<Double> futures(SequenceRegressor regressor, Dataset<Row> data) {
    return regressor
        .examples(data)
        .select("future")
        .as(org.apache.spark.sql.Encoders.DOUBLE())
        .collectAsList();
  }

  private static List<Double> counted(int n) {
    return IntStream.range(2, n).mapToObj(t -> (double) t).toList();
  }

  private static String message(SequenceRegressor regressor, Dataset<Row> data) {
    return assertThrows(InvalidInputException.class, () -> regressor.fit(data)).getMessage();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dd.MM.yyyy",
        "d.M.yyyy",
        "yyyy-MM-dd",
        "yyyy/MM/dd",
        "dd/MM/yyyy",
        "M/d/yyyy",
        "d-M-yyyy",
        "MM-dd-yyyy",
        "yyyyMMdd",
        "yyyy.MM.dd",
        "d.M.yyyy '00:00'",
        "yyyy-MM-dd'T00:00:00.0'"
      })
  void datesAsTextComeInTheOrderOfTime(String pattern) {
    assertEquals(counted(N), futures(regressor(), dates(pattern)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ddMMyyyyHHmmss",
        "ddMMyyyyHHmm",
        "MMddyyyyHHmm",
        "ddMMyyHHmmss",
        "ddMMyyHHmm",
        "MMddyyHHmm",
        "ddMMyyHH",
        "ddMMyyyyHH",
        "ddMMyyyy",
        "MMddyyyy",
        "ddMMyy",
        "ddMM",
        "M.d"
      })
  void datesThatLookLikeNumbersAreAskedFor(String pattern) {
    DateTimeFormatter formatter = DateTimeFormatter.ofPattern(pattern);
    Dataset<Row> days =
        texts(N, t -> LocalDateTime.of(2024, 1, 1, 10, 0).plusDays(t).format(formatter));
    String message = message(regressor(), days);
    assertTrue(message.contains("can also be dates of the form"), message);
    if (!pattern.equals("M.d")) { // 1.1 and 1.10 are the same number
      assertEquals(N - 2, futures(regressor().setTimeFormat("number"), days).size());
    }
  }

  @Test
  void monthsAndYearsAsNumbersAreAskedForToo() {
    Dataset<Row> months =
        texts(48, t -> (t % 12 + 1) + "." + (2020 + t / 12))
            .selectExpr("double(time) as time", "load");
    assertTrue(message(regressor(), months).contains("of the form M.yyyy"));
    assertEquals(counted(12), futures(regressor(), texts(12, t -> "" + (2001 + t))));
    Dataset<Row> halves = texts(20, t -> "" + t).selectExpr("time / 2 as time", "load");
    assertEquals(counted(20), futures(regressor(), halves));
  }

  @Test
  void daysAndMonthsAsNumbersAreAskedForToo() {
    Dataset<Row> days =
        texts(
                60,
                t ->
                    LocalDate.of(2024, 1, 1).plusDays(t).format(DateTimeFormatter.ofPattern("d.M")))
            .selectExpr("double(time) as time", "load");
    assertTrue(message(regressor(), days).contains("of the form d.M"));
    assertTrue(message(regressor(), days).contains("give the dates with their year"));
    Dataset<Row> months = texts(24, t -> "%02d%02d".formatted(t % 12 + 1, 19 + t / 12));
    assertTrue(message(regressor(), months).contains("of the form MMyy"));
    Dataset<Row> yearFirst = texts(24, t -> "%d.%d".formatted(2020 + t / 12, t % 12 + 1));
    String message = message(regressor(), yearFirst.selectExpr("double(time) as time", "load"));
    assertTrue(message.contains("yyyy.M"), message);
  }

  /** In 2012 they can also be read as dates that begin with the day. */
  @ParameterizedTest
  @ValueSource(strings = {"yyyyMMdd", "yyyyMMddHH", "yyyyMMddHHmm", "yyyyMMddHHmmss"})
  void datesFromTheYearOnAreNumbers(String pattern) {
    DateTimeFormatter formatter = DateTimeFormatter.ofPattern(pattern);
    assertEquals(
        counted(20),
        futures(
            regressor(),
            texts(20, t -> LocalDateTime.of(2012, 3, 1, 10, 0).plusDays(t).format(formatter))));
  }

  @Test
  void pointsBetweenThousandsAreAskedFor() {
    Dataset<Row> points = texts(40, t -> t < 20 ? "" + (980 + t) : "1.%03d".formatted(t - 20));
    String message = message(regressor(), points);
    assertTrue(message.contains("1.000 may mean a thousand or one"), message);
    Dataset<Row> tenths = texts(40, t -> "%d.%03d".formatted(t / 10, t % 10 * 100));
    assertEquals(counted(40), futures(regressor(), tenths));
  }

  @Test
  void countersAreNumbers() {
    for (int first : new int[] {0, 100, 1001, 1010, 10101000, 1704067200}) {
      assertEquals(counted(60), futures(regressor(), texts(60, t -> "" + (first + t))));
    }
    assertEquals(counted(60), futures(regressor(), texts(60, t -> "" + (1704067200L + 3600L * t))));
    Dataset<Row> tenths = texts(60, t -> "" + t).selectExpr("(time + 10) / 10 as time", "load");
    assertEquals(counted(60), futures(regressor(), tenths));
  }

  @Test
  void numbersAsTextAreNumbers() {
    assertEquals(counted(N), futures(regressor(), texts(N, Integer::toString)));
    assertEquals(counted(N), futures(regressor(), texts(N, t -> t - 30 + ".5")));
    assertEquals(counted(12), futures(regressor(), texts(12, t -> "2023-" + (t + 1))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "date_add(date'2024-01-01', int(load)) as time",
        "timestamp'2024-01-01 00:00' + make_interval(0, 0, 0, 0, int(load)) as time",
        "timestamp_ntz'2024-03-31 00:00' + make_dt_interval(0, int(load)) as time",
        "int(load) as time",
        "bigint(load) * 1000000000000 as time",
        "load / 7 as time",
        "float(load) as time",
        "cast(load as decimal(10, 2)) as time",
        "20240100 + int(load) as time"
      })
  void otherTypesHaveTheirOwnOrder(String time) {
    Dataset<Row> data = texts(28, t -> "").selectExpr(time, "load");
    assertEquals(counted(28), futures(regressor(), data));
  }

  @Test
  void statedFormsAreReadAsStated() {
    assertEquals(counted(N), futures(regressor().setTimeFormat("dd.MM.yy"), dates("dd.MM.yy")));
    assertEquals(
        counted(N), futures(regressor().setTimeFormat("MMM d, yyyy"), dates("MMM d, yyyy")));
    Dataset<Row> january = dates("dd/MM/yyyy").where("load < 12");
    assertEquals(counted(12), futures(regressor().setTimeFormat("dd/MM/yyyy"), january));
    Dataset<Row> integers =
        dates("ddMMyyyy").selectExpr("int(time) as time", "load").where("load >= 9 and load < 31");
    assertEquals(
        IntStream.range(11, 31).mapToObj(t -> (double) t).toList(),
        futures(regressor().setTimeFormat("ddMMyyyy"), integers));
  }

  @ParameterizedTest
  @CsvSource({"Europe/Berlin", "America/Sao_Paulo", "Asia/Kolkata", "UTC"})
  void localTimesAreReadAsTheyStandWhateverTheZone(String zone) {
    TimeZone before = TimeZone.getDefault();
    String session = LocalSpark.session().conf().get("spark.sql.session.timeZone");
    try {
      TimeZone.setDefault(TimeZone.getTimeZone(zone));
      LocalSpark.session().conf().set("spark.sql.session.timeZone", zone);
      LocalDateTime start = LocalDateTime.of(2024, 3, 31, 0, 0); // Berlin has no 02:00 then
      Dataset<Row> data = texts(24, t -> start.plusHours(t).toString().replace('T', ' '));
      assertEquals(counted(24), futures(regressor(), data));
      Dataset<Row> local = data.selectExpr("cast(time as timestamp_ntz) as time", "load");
      assertEquals(counted(24), futures(regressor(), local));
    } finally {
      TimeZone.setDefault(before);
      LocalSpark.session().conf().set("spark.sql.session.timeZone", session);
    }
  }

  @Test
  void theHourThatComesTwiceNeedsItsOffset() {
    ZonedDateTime start = ZonedDateTime.of(2024, 10, 27, 0, 0, 0, 0, ZoneId.of("Europe/Berlin"));
    Dataset<Row> data =
        texts(8, t -> start.plusHours(t).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME));
    assertEquals(counted(8), futures(regressor(), data));
    Dataset<Row> local = data.selectExpr("substring(time, 1, 16) as time", "load");
    String twice = message(regressor(), local);
    assertTrue(twice.contains("time is 2024-10-27T02:00 in two or more rows"), twice);
    assertTrue(twice.contains("give times with their offset from UTC"), twice);
  }

  /** Dates that can also be read as numbers, in another order. */
  @ParameterizedTest
  @ValueSource(strings = {"ddMMyyyy", "MMddyyyy", "ddMMyy", "MMddyy", "d.M"})
  void datesThatLookLikeNumbersAreRefusedUnlessStated(String form) {
    String message = message(regressor(), dates(form));
    assertTrue(message.startsWith("timeCol time is ambiguous: "), message);
    assertTrue(message.contains("set timeFormat"), message);
    if (!form.equals("d.M")) { // which has no year
      assertEquals(counted(N), futures(regressor().setTimeFormat(form), dates(form)));
    }
  }

  @Test
  void numbersThatAreDatesAreRefusedUnlessStated() {
    Dataset<Row> whole = dates("ddMMyyyy").selectExpr("int(time) as time", "load");
    assertTrue(message(regressor(), whole).contains("set timeFormat=ddMMyyyy"));
    Dataset<Row> real = whole.selectExpr("double(time) as time", "load");
    String message = message(regressor().setTimeFormat("ddMMyyyy"), real);
    assertTrue(message.contains("timeFormat=ddMMyyyy describes text or whole numbers"), message);
    Dataset<Row> months = texts(24, t -> "%02d.%d".formatted(t % 12 + 1, 2022 + t / 12));
    assertTrue(message(regressor(), months).contains("set timeFormat=M.yyyy"));
    assertEquals(counted(24), futures(regressor().setTimeFormat("M.yyyy"), months));
    assertEquals(counted(N), futures(regressor(), dates("yyyyMMdd")));
  }

  @Test
  void whatIsAmbiguousOrUnknownIsRefused() {
    String ambiguous = message(regressor(), dates("dd/MM/yyyy").where("load < 12"));
    assertTrue(ambiguous.startsWith("timeCol time is ambiguous: "), ambiguous);
    assertTrue(ambiguous.endsWith("set timeFormat=d/M/yyyy or timeFormat=M/d/yyyy"), ambiguous);
    String unknown = message(regressor(), dates("dd.MM.yy"));
    assertTrue(unknown.startsWith("timeCol time contains \""), unknown);
    assertTrue(unknown.contains("whose form is not known. These forms are recognized:"), unknown);
    assertTrue(unknown.contains("timeFormat, a pattern of java.time"), unknown);
    String mixed =
        message(
            regressor(),
            texts(
                20, t -> "2024-01-0" + (1 + t / 10) + "T0" + t % 10 + ":00" + (t == 7 ? "Z" : "")));
    assertTrue(mixed.contains("local times cannot be ordered among times with an offset"), mixed);
    String one = message(regressor(), texts(20, t -> t == 7 ? "NA" : t + 1 + ".01.2024"));
    assertTrue(one.contains("row ") && one.contains("contains \"NA\""), one);
    String late =
        message(
            regressor(),
            dates("dd.MM.yyyy").selectExpr("if(load = 59, '31.02.2024', time) as time", "load"));
    assertTrue(late.contains("\"31.02.2024\"; ") || late.contains("contains \"31.02.2024\""), late);
    assertTrue(late.contains("not have the form d.M.yyyy"), late);
    String type = message(regressor(), texts(5, t -> "").selectExpr("true as time", "load"));
    assertTrue(type.startsWith("timeCol time has type boolean; expected a number"), type);
    String none =
        message(
            regressor(),
            dates("dd.MM.yyyy").selectExpr("if(load = 5, null, time) as time", "load"));
    assertTrue(none.contains("time is null; drop rows"), none);
    String nan =
        message(
            regressor(),
            texts(5, t -> "").selectExpr("if(load = 2, double('NaN'), load) as time", "load"));
    assertTrue(nan.contains("time contains NaN"), nan);
  }

  @Test
  void theModelKeepsTheForm() throws Exception {
    SequenceRegressorModel model = regressor().fit(dates("dd/MM/yyyy"));
    assertEquals("d/M/yyyy", model.getTimeFormat());
    String path = dir.resolve("model").toString();
    model.write().save(path);
    SequenceRegressorModel loaded = SequenceRegressorModel.load(path);
    Dataset<Row> january = dates("dd/MM/yyyy").where("load < 12"); // ambiguous without other rows
    List<Row> rows = loaded.transform(january).collectAsList();
    assertEquals(12, rows.size());
    IntStream.range(0, 12).forEach(t -> assertEquals(t, rows.get(t).getDouble(1)));
    assertEquals("01/01/2024", rows.get(0).getString(0), "as it was written");
    assertEquals(10, loaded.evaluate(january).sequences());
    assertEquals(1, RegressionBaseline.measure(loaded, january, january, 1).get("rmse"), 1e-12);
    Exception e =
        assertThrows(Exception.class, () -> loaded.transform(dates("MM/dd/yyyy")).collectAsList());
    String message = InvalidInputException.in(e).getMessage();
    assertTrue(message.contains("not have the form d/M/yyyy"), message);
    assertTrue(message.startsWith("row "), message);
    SequenceRegressorModel numbers =
        regressor().fit(texts(9, t -> "").selectExpr("load as time", "load"));
    assertFalse(numbers.isDefined(numbers.timeFormat()));
  }

  @Test
  void theColumnThatIsNoNumberIsBlamed() {
    Dataset<Row> data =
        dates("dd.MM.yyyy").selectExpr("time", "load", "if(load = 3, 'NA', string(load)) as wind");
    String message = message(regressor().setInputCols("load", "wind"), data);
    assertTrue(message.startsWith("inputCols wind has type string; expected a number"), message);
    assertTrue(message.contains("NA"), message);
    SequenceRegressor single = regressor();
    single.clear(single.inputCols());
    assertTrue(
        message(single.setInputCol("wind"), data).startsWith("inputCol wind has type string"));
  }
}
