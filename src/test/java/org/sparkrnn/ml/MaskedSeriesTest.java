package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sparkrnn.testkit.ShopSeries.HORIZON;
import static org.sparkrnn.testkit.ShopSeries.forecasts;
import static org.sparkrnn.testkit.ShopSeries.rows;
import static org.sparkrnn.testkit.ShopSeries.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.testkit.ShopSeries;

/** Series of which some values and steps are missing, and stay so. */
class MaskedSeriesTest {
  @TempDir Path dir;

  private static SequenceRegressor estimator() {
    return ShopSeries.regressor().setGaps("mask").setLearningRate(0.01);
  }

  /** Of some rows the value is null, of some NaN, and some rows are not there. */
  private static List<Row> gappy(int shops) {
    List<Row> rows = new ArrayList<>();
    for (Row row : ShopSeries.counts(rows(shops))) {
      int day = row.getInt(1);
      int kind = Math.floorMod(31 * day + row.getString(0).hashCode(), 11);
      boolean last = day == 9 || kind > 3; // of every series the tenth is there
      if (last) {
        rows.add(row);
      } else if (kind > 0) {
        rows.add(RowFactory.create(row.get(0), day, kind == 1 ? null : Double.NaN));
      }
    }
    return rows;
  }

  @ParameterizedTest
  @CsvSource({
    "quantile, direct, season",
    "absolute, recursive, level",
    "gaussian, decoder, none",
    "negativeBinomial, decoder, mean"
  })
  void trainsAndForecastsAlikeForAnyPartitions(String loss, String strategy, String scaling)
      throws IOException {
    SequenceRegressor estimator =
        estimator().setLoss(loss).setStrategy(strategy).setSeriesScaling(scaling).setMaxEpochs(4);
    List<Row> rows = gappy(8);
    assertTrue(rows.size() < rows(8).size() && rows.stream().anyMatch(row -> row.isNullAt(2)));
    SequenceRegressorModel model = estimator.fit(table(rows, 1));
    List<Row> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(4));
    assertArrayEquals(model.weights(), estimator.fit(table(shuffled, 5)).weights());
    double first = model.summary().epochs().get(0).loss();
    assertTrue(model.summary().epochs().get(3).loss() < first, loss + " learns");
    String path = dir.resolve(strategy).toString();
    model.write().save(path);
    Map<String, Double> forecasts = forecasts(model, table(rows, 1));
    assertEquals(forecasts, forecasts(SequenceRegressorModel.load(path), table(shuffled, 3)));
    assertEquals(8 * HORIZON, forecasts.size());
    forecasts.forEach((at, value) -> assertTrue(Double.isFinite(value), at));
    RegressionMetrics metrics = model.evaluate(table(rows, 2), RollingOrigin.of(3, 2));
    assertTrue(metrics.steps() < 24 * HORIZON && metrics.steps() > 12 * HORIZON);
    assertTrue(Double.isFinite(metrics.mase()) && Double.isFinite(metrics.loss()));
    for (BaselineTrial trial : model.seriesBaselines(table(rows, 2), RollingOrigin.of(3, 2))) {
      double mase = trial.measure().orElseThrow().get("mase");
      assertTrue(Double.isFinite(mase), trial.name());
    }
    for (Row row : model.evaluateSeries(table(rows, 2)).collectAsList()) {
      assertTrue(Double.isFinite(row.getDouble(2)), row.toString());
    }
  }

  @Test
  void aSeriesWithoutGapsIsForecastAsWithoutAMask() {
    Dataset<Row> data = table(rows(6), 2);
    SequenceRegressorModel model = estimator().fit(data);
    assertEquals(2, model.network().inputSize(), "the value and its indicator");
    assertEquals(1, estimator().setGaps("error").fit(data).network().inputSize());
    SequenceRegressorModel late = estimator().fit(table(gappy(6), 2));
    assertFalse(Arrays.equals(model.weights(), late.weights()));
  }

  /** Values of which every third is missing and would be far off if it were filled. */
  private static Dataset<Row> trap(String missing) {
    return table(rows(1), 1)
        .sparkSession()
        .range(0, 10 * 60, 1, 2)
        .selectExpr(
            "concat('shop', id % 10) as shop",
            "cast(id div 10 as int) as day",
            "if(id div 10 % 3 = 1, " + missing + ", double(100 + (id div 10) % 2)) as sold");
  }

  @Test
  void missingTargetsHaveNoLossAndMissingInputsNoValue() {
    SequenceRegressor estimator =
        estimator().setSeriesScaling("level").setLoss("absolute").setMaxEpochs(30);
    SequenceRegressorModel model = estimator.fit(trap("null"));
    assertArrayEquals(model.weights(), estimator.fit(trap("double('NaN')")).weights());
    assertArrayEquals(
        model.weights(), estimator.fit(trap("null").where("sold is not null")).weights());
    forecasts(model, trap("null"))
        .forEach((at, value) -> assertEquals(100.5, value, 2, "not a mean with zeros: " + at));
    assertFails(
        "series shop0 has no sold at day 1; set gaps=mask",
        () -> estimator.setGaps("error").fit(trap("null").where("shop = 'shop0'")));
  }

  @Test
  void whatIsKnownMayBeMissingButNotOfStepsThatAreForecast() {
    Dataset<Row> data =
        trap("null")
            .selectExpr("*", "if(day = 20, null, double(day % 2)) as price")
            .where("day % 3 != 1 or day < 50");
    SequenceRegressor estimator =
        estimator().setKnownCols("price").setValidationFraction(0.1).setStrategy("decoder");
    SequenceRegressorModel model = estimator.setLinearSkip(1).fit(data);
    Dataset<Row> ahead =
        data.sparkSession()
            .range(0, 40)
            .selectExpr(
                "concat('shop', id % 10) as shop",
                "cast(60 + id div 10 as int) as day",
                "cast(null as double) as sold",
                "double((id div 10) % 2) as price");
    assertEquals(40, forecasts(model, data.unionByName(ahead)).size());
    assertTrue(model.evaluate(data, RollingOrigin.of(12, 4)).mae() < 20);
    assertFails(
        "has no knownCols at step 1 of the 4 that are forecast",
        () ->
            forecasts(
                model, data.unionByName(ahead.selectExpr("shop", "day", "sold", "null as price"))));
  }

  @Test
  void windowsWithoutAValueAreNotLearnedAndNotMeasured() {
    Dataset<Row> data = trap("null").where("day < 10 or day > 40");
    SequenceRegressorModel model = estimator().setWindow(6).fit(data);
    RegressionMetrics metrics = model.evaluate(data, RollingOrigin.of(40, 1));
    assertTrue(metrics.mae() < 20, "no forecast from nothing: " + metrics.mae());
    forecasts(model, data.where("day < 10")).forEach((at, y) -> assertEquals(100, y, 20, at));
  }

  private static void assertFails(String expected, Runnable work) {
    Throwable thrown = assertThrows(Exception.class, work::run);
    String message = InvalidInputException.in(thrown).getMessage();
    assertTrue(message.contains(expected), message);
  }
}
