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

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sparkrnn.data.InvalidInputException;

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
  void wrongFoldsAreNamed() {
    assertMessage("folds is 0; expected 1 or more", () -> RollingOrigin.of(0, 1));
    assertMessage("step is -1; expected 1 or more", () -> RollingOrigin.of(2, -1));
    SequenceRegressorModel single = model.copy(org.apache.spark.ml.param.ParamMap.empty());
    single.clear(single.seriesCol());
    assertMessage(
        "seriesCol is not set, but a rolling origin is for models of many series",
        () -> single.evaluate(table(rows(2), 1), RollingOrigin.of(2, 1)));
  }

  private static void assertMessage(String expected, Runnable work) {
    String message = assertThrows(InvalidInputException.class, work::run).getMessage();
    assertTrue(message.contains(expected), message);
  }
}
