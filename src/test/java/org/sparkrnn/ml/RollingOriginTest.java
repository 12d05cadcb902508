package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sparkrnn.testkit.ShopSeries.HORIZON;
import static org.sparkrnn.testkit.ShopSeries.regressor;
import static org.sparkrnn.testkit.ShopSeries.rows;
import static org.sparkrnn.testkit.ShopSeries.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.SeriesSteps;
import org.sparkrnn.testkit.LocalSpark;
import org.sparkrnn.testkit.ShopSeries;
import org.sparkrnn.testkit.ToyData;

/** Metrics of forecasts from several origins of each series. */
class RollingOriginTest {
  private static final int STEP = 3;
  private static SequenceRegressorModel model;

  @BeforeAll
  static void train() {
    model = regressor().setLoss("quantile").fit(table(rows(8), 2));
  }

  @Test
  void originsGoBackFromTheEndAndKnowOneValueAtLeast() {
    assertArrayEquals(new int[] {6}, RollingOrigin.last().origins(10, 4));
    assertArrayEquals(new int[] {2, 4, 6}, RollingOrigin.of(3, 2).origins(10, 4));
    assertArrayEquals(new int[] {2, 4, 6}, RollingOrigin.of(9, 2).origins(10, 4));
    assertArrayEquals(new int[] {1}, RollingOrigin.of(2, 1).origins(5, 4));
    assertArrayEquals(new int[0], RollingOrigin.of(2, 1).origins(4, 4));
    assertArrayEquals(
        new int[] {6}, RollingOrigin.of(Integer.MAX_VALUE, Integer.MAX_VALUE).origins(10, 4));
  }

  private static SeriesSteps steps(int rows, int length, int marked) {
    double[] x = new double[rows];
    Arrays.setAll(x, t -> t);
    return new SeriesSteps("s", 0, x, 1, length, marked);
  }

  private static void assertMarked(SeriesSteps series, boolean needsRows, int... origins) {
    RollingOrigin marked = RollingOrigin.ofRows("marked");
    assertArrayEquals(origins, marked.origins(series, 4, needsRows));
    int next = Math.max(1, series.trained());
    for (int origin : origins) {
      double[] actual = marked.actual(series, origin, 4);
      assertEquals(4, actual.length);
      for (int h = 0; h < 4; h++) {
        if (!Double.isNaN(actual[h])) {
          assertEquals(next, actual[h], "each step once, in order");
          assertEquals(next++, origin + h);
        }
      }
    }
    assertEquals(origins.length == 0 ? Math.max(1, series.trained()) : series.length(), next);
  }

  @Test
  void markedStepsAreMeasuredOnceAndNoOthers() {
    assertMarked(steps(10, 10, 6), false, 6);
    assertMarked(steps(10, 10, 8), false, 8);
    assertMarked(steps(10, 10, 10), false);
    assertMarked(steps(15, 15, 6), false, 6, 10, 14);
    assertMarked(steps(6, 6, 0), false, 1, 5);
    assertMarked(steps(10, 10, 8), true, 6);
    assertMarked(steps(15, 15, 6), true, 6, 10, 11);
    assertMarked(steps(12, 10, 8), true, 8);
    assertMarked(steps(4, 4, 3), true);
    assertMarked(steps(1, 1, 0), false);
  }

  /** The shops' days, of which the last {@code days(shop)} are marked. */
  private static Dataset<Row> marked(IntUnaryOperator days) {
    List<Row> all = new ArrayList<>();
    for (Row row : rows(8)) {
      int shop = Integer.parseInt(row.getString(0).substring(4));
      boolean test = row.getInt(1) >= 10 + 3 * shop - days.applyAsInt(shop);
      all.add(RowFactory.create(row.get(0), row.get(1), row.get(2), test));
    }
    return LocalSpark.session()
        .createDataFrame(
            ToyData.rdd(all, 3), ShopSeries.schema().add("marked", DataTypes.BooleanType));
  }

  @Test
  void markedRowsOfAHorizonAreTheLastFold() {
    RollingOrigin origins = RollingOrigin.ofRows("marked");
    RegressionMetrics last = model.evaluate(table(rows(8), 3));
    RegressionMetrics same = model.evaluate(marked(shop -> HORIZON), origins);
    assertEquals(last.sequences(), same.sequences());
    for (ToDoubleFunction<RegressionMetrics> metric :
        List.<ToDoubleFunction<RegressionMetrics>>of(
            RegressionMetrics::mase,
            RegressionMetrics::smape,
            RegressionMetrics::owa,
            RegressionMetrics::rmse,
            RegressionMetrics::pinball,
            RegressionMetrics::loss)) {
      assertEquals(metric.applyAsDouble(last), metric.applyAsDouble(same), 0);
    }
  }

  @Test
  void onlyMarkedRowsAreMeasured() {
    RollingOrigin origins = RollingOrigin.ofRows("marked");
    int[] days = {0, 1, 2, HORIZON, HORIZON + 1, 2 * HORIZON, 0, 3 * HORIZON + 2};
    Dataset<Row> data = marked(shop -> days[shop]);
    RegressionMetrics metrics = model.evaluate(data, origins);
    assertEquals(Arrays.stream(days).sum(), metrics.steps(), "each marked row once");
    assertEquals(1 + 1 + 1 + 2 + 2 + 4, metrics.sequences());
    for (BaselineTrial trial : model.seriesBaselines(data, origins)) {
      BaselineMetrics baseline = trial.measure().orElseThrow();
      assertEquals(metrics.sequences(), baseline.sequences(), trial.name());
      assertEquals(metrics.steps(), baseline.tokens(), trial.name());
    }
    List<Row> each = model.evaluateSeries(data, origins).orderBy("shop").collectAsList();
    assertEquals(6, each.size(), "two shops have no marked row");
    assertEquals(4L, each.get(5).<Long>getAs("forecasts"));
    double forecast =
        ShopSeries.forecasts(model, data.where("shop = 'shop1' and not marked")).get("shop1@12");
    assertEquals(
        Math.abs(forecast - ShopSeries.sold(1, 12)), each.get(0).<Double>getAs("mae"), 1e-9);
    assertMessage(
        "no row of the test or validation data has a value that follows",
        () -> model.evaluate(marked(shop -> 0), origins));
  }

  @Test
  void aMarkedRowBeforeOthersIsNamed() {
    Dataset<Row> data = marked(shop -> 0).withColumn("marked", functions.expr("day = 3"));
    Exception thrown =
        assertThrows(Exception.class, () -> model.evaluate(data, RollingOrigin.ofRows("marked")));
    assertTrue(
        thrown.getMessage().contains("a training row at day 4, after rows for validation or test"),
        thrown.getMessage());
  }

  /** The rows without the last {@code days} of each shop. */
  private static Dataset<Row> earlier(int days) {
    List<Row> all = rows(8);
    all.removeIf(
        row -> row.getInt(1) >= 10 + 3 * Integer.parseInt(row.getString(0).substring(4)) - days);
    return table(all, 3);
  }

  @Test
  void eachFoldIsWhatItWouldBeIfTheSeriesEndedThere() {
    RegressionMetrics folds = model.evaluate(table(rows(8), 2), RollingOrigin.of(3, STEP));
    double absolute = 0;
    double squared = 0;
    double pinball = 0;
    double covered = 0;
    double smape = 0;
    double mase = 0;
    long scales = 0;
    double loss = 0;
    long forecasts = 0;
    for (int fold = 0; fold < 3; fold++) {
      RegressionMetrics one = model.evaluate(earlier(fold * STEP));
      long n = one.sequences();
      absolute += n * one.mae();
      squared += n * one.rmse() * one.rmse();
      pinball += n * one.pinball();
      covered += n * one.coverage();
      smape += n * one.smape();
      long scaled = n - (fold == 0 ? 0 : 1); // one shop has a past of one period, thus no scale
      mase += scaled * one.mase();
      scales += scaled;
      loss += n * one.loss();
      forecasts += n;
    }
    assertEquals(8 * 3 - 1, forecasts, "a shop of 10 days has no value before its first fold");
    assertEquals(forecasts, folds.sequences());
    assertEquals(forecasts * HORIZON, folds.steps());
    assertEquals(absolute / forecasts, folds.mae(), 1e-9 * folds.mae());
    assertEquals(Math.sqrt(squared / forecasts), folds.rmse(), 1e-9 * folds.rmse());
    assertEquals(pinball / forecasts, folds.pinball(), 1e-9 * folds.pinball());
    assertEquals(covered / forecasts, folds.coverage(), 1e-9);
    assertEquals(smape / forecasts, folds.smape(), 1e-9 * folds.smape());
    assertEquals(mase / scales, folds.mase(), 1e-9 * folds.mase());
    assertEquals(loss / forecasts, folds.loss(), 1e-9 * folds.loss());
  }

  @Test
  void whatComesLaterChangesNoEarlierFold() {
    RollingOrigin folds = RollingOrigin.of(2, HORIZON);
    List<Row> changed = rows(8);
    changed.replaceAll(
        row -> {
          int end = 10 + 3 * Integer.parseInt(row.getString(0).substring(4));
          boolean last = row.getInt(1) >= end - HORIZON;
          return last ? RowFactory.create(row.get(0), row.get(1), 12345.0) : row;
        });
    double before = model.evaluate(earlier(HORIZON)).mae();
    RegressionMetrics all = model.evaluate(table(changed, 2), folds);
    RegressionMetrics last = model.evaluate(table(changed, 2));
    assertEquals((before + last.mae()) / 2, all.mae(), 1e-9 * all.mae());
  }

  @Test
  void measuresOfSeriesAndBaselinesAreOfTheSameForecasts() {
    RollingOrigin origins = RollingOrigin.of(3, STEP);
    RegressionMetrics all = model.evaluate(table(rows(8), 2), origins);
    List<Row> each =
        model.evaluateSeries(table(rows(8), 3), origins).orderBy("shop").collectAsList();
    assertEquals(8, each.size());
    assertEquals(2L, each.get(0).<Long>getAs("forecasts"), "of the shop of 10 days");
    long forecasts = 0;
    double mae = 0;
    double coverage = 0;
    double pinball = 0;
    for (Row row : each) {
      long n = row.getAs("forecasts");
      forecasts += n;
      mae += n * row.<Double>getAs("mae");
      coverage += n * row.<Double>getAs("coverage");
      pinball += n * row.<Double>getAs("pinball");
      assertTrue(row.<Double>getAs("owa") > 0, row.toString());
    }
    assertEquals(all.sequences(), forecasts);
    assertEquals(all.mae(), mae / forecasts, 1e-9 * all.mae());
    assertEquals(all.coverage(), coverage / forecasts, 1e-9);
    assertEquals(all.pinball(), pinball / forecasts, 1e-9 * all.pinball());
    for (BaselineTrial trial : model.seriesBaselines(table(rows(8), 2), origins)) {
      BaselineMetrics metrics = trial.measure().orElseThrow();
      assertEquals(forecasts, metrics.sequences(), trial.name());
      double owa = metrics.get("owa");
      assertTrue(trial.name().equals("naive2") ? Math.abs(owa - 1) < 1e-12 : owa > 0);
    }
    Dataset<Row> days = table(rows(1), 1).where("day < 7");
    Row first = model.evaluateSeries(days).first();
    assertNull(first.getAs("mase"), "three values before the forecast are no more than a period");
    assertNull(first.getAs("owa"));
  }

  @Test
  void namesOfSeriesKeepTheirType() {
    Dataset<Row> data =
        table(rows(2), 1).where("shop = 'shop1'").withColumn("shop", functions.lit(7));
    Dataset<Row> measured = ShopSeries.regressor().fit(data).evaluateSeries(data);
    assertEquals("integer", measured.schema().apply("shop").dataType().typeName());
    assertEquals(7, measured.first().<Integer>getAs("shop"));
  }

  @Test
  void wrongFoldsAreNamed() {
    assertMessage("folds is 0; expected 1 or more", () -> RollingOrigin.of(0, 1));
    assertMessage("step is -1; expected 1 or more", () -> RollingOrigin.of(2, -1));
    SequenceRegressorModel single = model.copy(org.apache.spark.ml.param.ParamMap.empty());
    single.clear(single.seriesCol());
    assertMessage(
        "RollingOrigin.ofRows day has type int",
        () -> model.evaluate(table(rows(2), 1), RollingOrigin.ofRows("day")));
    assertMessage(
        "seriesCol is not set, but a rolling origin is for models of many series",
        () -> single.evaluate(table(rows(2), 1), RollingOrigin.of(2, 1)));
  }

  private static void assertMessage(String expected, Runnable work) {
    String message = assertThrows(InvalidInputException.class, work::run).getMessage();
    assertTrue(message.contains(expected), message);
  }
}
