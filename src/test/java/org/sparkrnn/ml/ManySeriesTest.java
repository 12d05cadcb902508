package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.testkit.LocalSpark;
import org.sparkrnn.testkit.ShopSeries;
import org.sparkrnn.testkit.ToyData;

/** Many series in one table: training, forecasts and metrics. */
class ManySeriesTest {
  private static final int H = 4;

  @TempDir Path dir;

  private static SequenceRegressor regressor() {
    return new SequenceRegressor()
        .setAutomatic(false)
        .setSeriesCol("shop")
        .setTimeCol("day")
        .setLabelCol("sold")
        .setHorizon(H)
        .setPeriod(3)
        .setWindow(12)
        .setPatch(3)
        .setCell("gru")
        .setHiddenSize(4)
        .setLinearSkip(1)
        .setLoss("absolute")
        .setBatchSize(16)
        .setMaxEpochs(2)
        .setNumShards(3);
  }

  /** Shops of 10 to 34 days, one of one day, one of zeros, one that is constant. */
  private static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (int shop = 0; shop < 9; shop++) {
      for (int day = 0; day < 10 + 3 * shop; day++) {
        rows.add(RowFactory.create("shop" + shop, day + 100 * shop, ShopSeries.sold(shop, day)));
      }
    }
    rows.add(RowFactory.create("new", 5, 17.0));
    for (int day = 0; day < 20; day++) {
      rows.add(RowFactory.create("zero", day, 0.0));
      rows.add(RowFactory.create("constant", day, 5.0));
    }
    return rows;
  }

  private static Dataset<Row> table(List<Row> rows, int partitions) {
    return table(rows, partitions, DataTypes.IntegerType);
  }

  private static Dataset<Row> table(List<Row> rows, int partitions, DataType time) {
    return LocalSpark.session()
        .createDataFrame(
            ToyData.rdd(rows, partitions),
            new StructType()
                .add("shop", DataTypes.StringType)
                .add("day", time)
                .add("sold", DataTypes.DoubleType));
  }

  private static List<Row> shuffled(List<Row> rows, long seed) {
    List<Row> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(seed));
    return shuffled;
  }

  /** Predictions by series and time. */
  private static Map<String, Double> forecasts(SequenceRegressorModel model, Dataset<Row> data) {
    Map<String, Double> forecasts = new TreeMap<>();
    for (Row row : model.transform(data).collectAsList()) {
      forecasts.put(row.get(0) + "@" + row.get(1), row.getDouble(2));
    }
    return forecasts;
  }

  @Test
  void weightsAndForecastsAreTheSameForAnyOrderAndPartitions() {
    SequenceRegressorModel first = regressor().fit(table(rows(), 1));
    Map<String, Double> forecasts = forecasts(first, table(rows(), 1));
    assertEquals(12 * H, forecasts.size(), "a row for each series and step");
    for (int partitions : new int[] {3, 7}) {
      Dataset<Row> data = table(shuffled(rows(), partitions), partitions);
      SequenceRegressorModel again = regressor().fit(data);
      assertArrayEquals(first.weights(), again.weights(), partitions + " partitions");
      assertEquals(forecasts, forecasts(again, data));
    }
    assertTrue(forecasts.containsKey("shop0@10") && forecasts.containsKey("shop0@13"));
    assertTrue(forecasts.containsKey("new@6"), "a series of one row");
    assertEquals(0.0, forecasts.get("zero@20"), 2.0);
    assertTrue(forecasts.values().stream().allMatch(Double::isFinite));
  }

  @Test
  void aSeriesIsForecastInItsOwnScaleThoughItWasNeverSeen() {
    SequenceRegressorModel model = regressor().fit(table(rows(), 2));
    List<Row> strange = new ArrayList<>();
    for (int day = 0; day < 30; day++) {
      strange.add(RowFactory.create("small", day, ShopSeries.sold(8, day)));
      strange.add(RowFactory.create("large", day, 1024 * ShopSeries.sold(8, day)));
    }
    Map<String, Double> forecasts = forecasts(model, table(strange, 2));
    for (int day = 30; day < 30 + H; day++) {
      double small = forecasts.get("small@" + day);
      assertEquals(1024 * small, forecasts.get("large@" + day), 1e-3 * 1024 * Math.abs(small));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"direct", "recursive"})
  void zerosGoOnInTheUnitOfTheValuesBeforeThem(String strategy) {
    SequenceRegressorModel model = regressor().setStrategy(strategy).fit(table(rows(), 2));
    List<Row> closed = new ArrayList<>();
    for (int day = 0; day < 40; day++) {
      double value = day < 20 ? ShopSeries.sold(0, day) : 0; // zeros longer than the window
      closed.add(RowFactory.create("tiny", day, 0x1p-40 * value));
      closed.add(RowFactory.create("usual", day, value));
    }
    Map<String, Double> forecasts = forecasts(model, table(closed, 2));
    for (int day = 40; day < 40 + H; day++) {
      double usual = forecasts.get("usual@" + day);
      assertTrue(usual != 0);
      assertEquals(usual, 0x1p40 * forecasts.get("tiny@" + day), 1e-3 * Math.abs(usual));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "mean", "level", "season"})
  void everyScalingTrainsAndASavedModelForecastsTheSame(String scaling) throws IOException {
    SequenceRegressorModel model = regressor().setSeriesScaling(scaling).fit(table(rows(), 2));
    Map<String, Double> forecasts = forecasts(model, table(rows(), 2));
    String path = dir.resolve("model").toString();
    model.write().save(path);
    SequenceRegressorModel loaded = SequenceRegressorModel.load(path);
    assertEquals(forecasts, forecasts(loaded, table(shuffled(rows(), 1), 3)));
    assertEquals("1", loaded.getTimeStep());
    double[] known = new double[34];
    for (int day = 0; day < known.length; day++) {
      known[day] = ShopSeries.sold(8, day);
    }
    double[] plain = loaded.forecaster().forecast(known);
    for (int h = 0; h < H; h++) {
      assertEquals(forecasts.get("shop8@" + (800 + 34 + h)), plain[h], 1e-9 * Math.abs(plain[h]));
    }
    double first = model.summary().epochs().get(0).loss();
    double second = model.summary().epochs().get(1).loss();
    assertTrue(second < first, scaling + " learns");
  }

  @Test
  void nothingOfTheFutureReachesAForecast() {
    List<Row> changed = new ArrayList<>();
    List<Row> known = new ArrayList<>();
    for (Row row : rows()) {
      int shop = row.getString(0).startsWith("shop") ? row.getString(0).charAt(4) - '0' : -1;
      boolean future = shop >= 0 && row.getInt(1) - 100 * shop >= 10 + 3 * shop - H;
      changed.add(future ? RowFactory.create(row.get(0), row.get(1), -777.0) : row);
      if (!future) {
        known.add(row);
      }
    }
    SequenceRegressor estimator = regressor().setValidationIndicatorCol("held");
    Dataset<Row> real = regressor().withHeldOut(table(rows(), 2), "held");
    Dataset<Row> other = regressor().withHeldOut(table(changed, 2), "held");
    SequenceRegressorModel model = estimator.fit(real);
    assertArrayEquals(
        model.weights(),
        estimator.fit(other).weights(),
        "rows for validation change no weight where nothing stops early");
    RegressionMetrics metrics = model.evaluate(table(rows(), 2));
    Map<String, Double> forecasts = forecasts(model, table(known, 2));
    double sum = 0;
    int count = 0;
    for (int shop = 0; shop < 9; shop++) {
      for (int h = 0; h < H; h++, count++) {
        int day = 10 + 3 * shop - H + h;
        sum +=
            Math.abs(
                forecasts.get("shop" + shop + "@" + (100 * shop + day))
                    - ShopSeries.sold(shop, day));
      }
    }
    Dataset<Row> shops = table(rows(), 2).where("shop like 'shop%'");
    assertEquals(sum / count, model.evaluate(shops).mae(), 1e-6 * sum, "forecasts are measured");
    assertEquals(11, metrics.sequences(), "the series of one row has nothing to measure");
  }

  @Test
  void theLastStepsOfEachSeriesAreHeldOut() {
    List<Row> held =
        regressor()
            .withHeldOut(table(shuffled(rows(), 4), 3), "held")
            .where("held")
            .collectAsList();
    assertEquals(11 * H, held.size(), "none of a series of one row");
    SequenceRegressorModel model = regressor().setValidationFraction(0.1).fit(table(rows(), 3));
    assertTrue(model.summary().epochs().get(0).validation() != null);
  }

  @Test
  void measuresAreThoseOfEachSeriesAndBaselinesStandBeside() {
    SequenceRegressorModel model = regressor().fit(table(rows(), 2));
    RegressionMetrics all = model.evaluate(table(rows(), 2));
    List<Row> each = model.evaluateSeries(table(rows(), 2)).collectAsList();
    assertEquals(11, each.size());
    double mae = each.stream().mapToDouble(row -> row.<Double>getAs("mae")).average().orElseThrow();
    assertEquals(mae, all.mae(), 1e-9 * mae);
    double mase =
        each.stream()
            .filter(row -> row.getAs("mase") != null)
            .mapToDouble(row -> row.<Double>getAs("mase"))
            .average()
            .orElseThrow();
    assertEquals(mase, all.mase(), 1e-9 * mase);
    List<BaselineTrial> trials = model.seriesBaselines(table(rows(), 2));
    assertEquals(
        List.of("persistence", "seasonal", "drift", "smoothing", "naive2"),
        trials.stream().map(BaselineTrial::name).toList());
    BaselineMetrics naive2 = trials.get(4).measure().orElseThrow();
    assertEquals(1, naive2.values().get("owa"), 1e-12);
    assertEquals(
        (all.smape() / naive2.values().get("smape") + all.mase() / naive2.values().get("mase")) / 2,
        all.owa(),
        1e-12);
    assertEquals(3, trials.get(1).measure().orElseThrow().settings().get("period"));
    assertTrue(all.loss() > 0);
  }

  @ParameterizedTest
  @CsvSource({"previous, 3.0", "zero, 0.0"})
  void gapsAreFilledAsTheRuleSays(String rule, double filled) {
    List<Row> gaps = new ArrayList<>();
    List<Row> whole = new ArrayList<>();
    for (int day = 0; day < 20; day++) {
      if (day != 8 && day != 9) {
        gaps.add(RowFactory.create("a", day, day == 7 ? (Double) 3.0 : (Double) (double) day));
      }
      double value = day == 8 || day == 9 ? filled : day == 7 ? 3.0 : day;
      whole.add(RowFactory.create("a", day, value));
    }
    gaps.add(RowFactory.create("a", 9, null));
    SequenceRegressorModel expected = regressor().fit(table(whole, 1));
    SequenceRegressorModel found = regressor().setGaps(rule).fit(table(gaps, 1));
    assertArrayEquals(expected.weights(), found.weights());
    assertEquals(forecasts(expected, table(whole, 1)), forecasts(found, table(gaps, 1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"inputCols", "knownCols"})
  void anInputHasNoValueBeforeItsFirstOne(String param) {
    Dataset<Row> late =
        withPrices(H)
            .selectExpr("shop", "day", "sold", "if(shop = 'shop2' and day < 3, null, price) price");
    SequenceRegressor previous = regressor().setGaps("previous");
    boolean known = param.equals("knownCols");
    previous = known ? previous.setKnownCols("price") : previous.setInputCols("sold", "price");
    String message =
        "series shop2 has no price at day 0, where its first sold is, so there is no value before it";
    SequenceRegressor estimator = previous;
    assertFails(message, () -> estimator.fit(late));
    SequenceRegressorModel model = estimator.fit(late.where("shop <> 'shop2' or day > 2"));
    assertFails(message, () -> forecasts(model, late));
    assertEquals(6 * H, forecasts(model, late.where("shop <> 'shop2' or day > 2")).size());
  }

  @Test
  void datesComeBackAsDatesAndMonthsAreSteps() {
    List<Row> rows = new ArrayList<>();
    for (int month = 0; month < 24; month++) {
      LocalDate date = LocalDate.of(2020, 1, 31).plusMonths(month);
      rows.add(RowFactory.create("a", Date.valueOf(date), 10.0 + month % 3));
    }
    Dataset<Row> data = table(rows, 2, DataTypes.DateType);
    SequenceRegressor calendar = regressor().setCalendar("yearday,weekday");
    SequenceRegressorModel model = calendar.fit(data);
    assertEquals("1month", model.getTimeStep());
    assertEquals(5, model.network().inputSize());
    List<String> dates =
        model.transform(data).orderBy("day").collectAsList().stream()
            .map(row -> row.getDate(1).toString())
            .toList();
    assertEquals(List.of("2022-01-31", "2022-02-28", "2022-03-31", "2022-04-30"), dates);
  }

  private static Dataset<Row> withPrices(int known) {
    List<Row> rows = new ArrayList<>();
    Random random = new Random(3);
    for (int shop = 0; shop < 6; shop++) {
      for (int day = 0; day < 40 + known; day++) {
        double price = random.nextInt(2);
        Double sold = day < 40 ? 100 + 50 * price : null;
        rows.add(RowFactory.create("shop" + shop, day, sold, price));
      }
    }
    return LocalSpark.session()
        .createDataFrame(
            ToyData.rdd(rows, 2),
            new StructType()
                .add("shop", DataTypes.StringType)
                .add("day", DataTypes.IntegerType)
                .add("sold", DataTypes.DoubleType)
                .add("price", DataTypes.DoubleType));
  }

  @Test
  void whatIsKnownOfTheFutureIsRead() {
    SequenceRegressor estimator =
        regressor()
            .setKnownCols("price")
            .setSeriesScaling("level")
            .setPatch(1)
            .setLinearSkip(4)
            .setLearningRate(0.01)
            .setMaxEpochs(60);
    Dataset<Row> data = withPrices(H);
    SequenceRegressorModel model = estimator.fit(data);
    Map<String, Double> forecasts = forecasts(model, data);
    for (Row row : data.where("sold is null").collectAsList()) {
      double forecast = forecasts.get(row.get(0) + "@" + row.get(1));
      assertEquals(100 + 50 * row.getDouble(3), forecast, 12, "price " + row.getDouble(3));
    }
    assertFails(
        "series shop0 has no knownCols at step 3 of the 4 that are forecast",
        () -> forecasts(model, withPrices(2).where("shop = 'shop0'")));
  }

  private static void assertFails(String expected, Runnable work) {
    Throwable thrown = assertThrows(Exception.class, work::run);
    StringBuilder messages = new StringBuilder();
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      messages.append(cause.getMessage()).append('\n');
    }
    assertTrue(messages.toString().contains(expected), messages.toString());
  }

  @Test
  void wrongRowsAreNamed() {
    assertFits("series shop3 has two rows at day 302", rows -> rows.add(row("shop3", 302, 1.0)));
    assertFits("seriesCol shop is null in a row with day 7", rows -> rows.add(row(null, 7, 1.0)));
    assertFits("series shop3: day is null", rows -> rows.add(row("shop3", null, 1.0)));
    assertFits("series shop3 has sold Infinity", rows -> rows.add(row("shop3", 319, 1.0 / 0)));
    assertFits("series shop3 has no sold at day 319", rows -> rows.add(row("shop3", 320, 1.0)));
    assertFits(
        "steps (timeStep=1), because no row is between day 318 and 2000000000; correct the time",
        rows -> rows.add(row("shop3", 2_000_000_000, 1.0)));
    assertFits(
        "series shop3 has no sold at day 305; set gaps",
        rows -> rows.replaceAll(row -> row.get(1).equals(305) ? row("shop3", 305, null) : row));
    assertFits(
        "none of the 1 series is long enough for training: a series needs horizon + 1 = 5 steps",
        rows -> rows.removeIf(row -> !row.getString(0).equals("new")));
    assertFits("there are no rows to train on", List::clear);
    assertFails(
        "is that of series shop3 between day 302 and 302.5; but only",
        () -> regressor().fit(halfDays()));
    assertFails("set timeStep to the distance of the steps", () -> regressor().fit(halfDays()));
    assertFails(
        "series shop3 has no sold at day 300.5; set gaps=mask (which leaves it out)",
        () -> regressor().setTimeStep("0.5").fit(halfDays()));
    assertFails(
        "because steps are not timeStep=0.5 apart",
        () -> regressor().setTimeStep("0.5").fit(halfDays()));
    Dataset<Row> uneven =
        table(rows(), 1)
            .withColumn("day", org.apache.spark.sql.functions.expr("day * 2 + int(day = 103)"));
    assertFails(
        "series shop1 has a row at day 207, which is not a whole number of steps (timeStep=2)",
        () -> regressor().setTimeStep("2").fit(uneven));
  }

  private static Row row(Object... values) {
    return RowFactory.create(values);
  }

  /** A row at noon of one day, so that the nearest rows are half a day apart. */
  private static Dataset<Row> halfDays() {
    return table(rows(), 1)
        .where("shop = 'shop3'")
        .selectExpr("shop", "double(day) as day", "sold")
        .unionByName(
            table(rows(), 1).selectExpr("'shop3' as shop", "302.5d as day", "1d as sold").limit(1));
  }

  private static void assertFits(String expected, Consumer<List<Row>> change) {
    List<Row> rows = rows();
    change.accept(rows);
    assertFails(expected, () -> regressor().fit(table(rows, 2)));
  }

  @Test
  void whatIsNotBuiltIsRefused() {
    Dataset<Row> data = table(rows(), 1);
    for (Map.Entry<String, SequenceRegressor> refused :
        Map.of(
                "pathsCol is p, but strategy is direct, which gives each",
                    regressor().setPathsCol("p"),
                "samplePaths is 9, but strategy is direct, which", regressor().setSamplePaths(9),
                "readout is eachStep", regressor().setReadout("eachStep"),
                "mode is dropmalformed", regressor().setMode("dropmalformed"),
                "calendar is hour, but timeCol day has numbers", regressor().setCalendar("hour"),
                "column sold is named twice", regressor().setKnownCols("sold"),
                "knownCols shop has type string", regressor().setKnownCols("shop"),
                "seriesCol sop is not a column", regressor().setSeriesCol("sop"))
            .entrySet()) {
      String message =
          assertThrows(InvalidInputException.class, () -> refused.getValue().fit(data))
              .getMessage();
      assertTrue(message.contains(refused.getKey()), message);
    }
    SequenceRegressor untimed = regressor();
    untimed.clear(untimed.timeCol());
    assertFails("timeCol is not set", () -> untimed.fit(data));
    assertFails("windows of many series are cut during", () -> regressor().examples(data));
    SequenceRegressorModel model = regressor().fit(data);
    model.set(model.calendar(), "");
    assertFails(
        "there is nothing to measure on: no series has more than horizon = 4 values",
        () -> model.evaluate(data.where("shop = 'new'")));
    assertNotEquals(0, model.weights().length);
  }

  @Test
  void quantilesAreColumnsInTheirOrder() throws IOException {
    SequenceRegressor estimator =
        regressor()
            .setLoss("quantile")
            .setQuantiles("0.1, 0.5, 0.975")
            .setLearningRate(0.01)
            .setMaxEpochs(20);
    SequenceRegressorModel model = estimator.fit(table(rows(), 2));
    String path = dir.resolve("quantiles").toString();
    model.write().save(path);
    Dataset<Row> forecasts = SequenceRegressorModel.load(path).transform(table(rows(), 3));
    assertEquals(
        List.of(
            "shop", "day", "prediction", "prediction_q10", "prediction_q50", "prediction_q97_5"),
        List.of(forecasts.columns()));
    for (Row row : forecasts.collectAsList()) {
      assertEquals(row.getDouble(2), row.getDouble(4), "the forecast is the median");
      assertTrue(row.getDouble(3) <= row.getDouble(4) && row.getDouble(4) <= row.getDouble(5));
    }
    RegressionMetrics metrics = model.evaluate(table(rows(), 2));
    assertTrue(metrics.coverage() > 0.4 && metrics.coverage() <= 1, "" + metrics.coverage());
    assertTrue(metrics.pinball() > 0 && metrics.pinball() < metrics.mae());
    for (String wrong : new String[] {"0.5,0.1", "0.1,0.9", "0,0.5", "a,0.5", "", "0.5,0.5"}) {
      assertFails(
          "quantiles is " + wrong + "; expected increasing numbers",
          () -> regressor().setLoss("quantile").setQuantiles(wrong).fit(table(rows(), 1)));
    }
    SequenceRegressor single = new SequenceRegressor().setLoss("quantile").setAutomatic(false);
    single.setInputCols("sold").setLabelCol("sold").setTimeCol("day");
    assertFails(
        "loss is quantile, which works only for forecasts of many series",
        () -> single.fit(table(rows(), 1).where("shop = 'zero'")));
  }

  @Test
  void settingsFollowFromTheData() {
    SequenceRegressor chosen =
        new SequenceRegressor()
            .setSeriesCol("shop")
            .setTimeCol("day")
            .setLabelCol("sold")
            .setHorizon(2)
            .setPeriod(3)
            .withChosenSettings(table(rows(), 2));
    assertEquals(3, chosen.getPatch());
    assertEquals(0, chosen.getWindow() % 3);
    assertEquals("absolute", chosen.getLoss());
    assertEquals(0.1, chosen.getValidationFraction());
    assertTrue(chosen.getMaxEpochs() >= 1);
  }
}
