package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sparkrnn.testkit.ShopSeries.HORIZON;
import static org.sparkrnn.testkit.ShopSeries.forecasts;
import static org.sparkrnn.testkit.ShopSeries.rows;
import static org.sparkrnn.testkit.ShopSeries.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.testkit.ShopSeries;

/** Forecasts of many series step by step, and sampled paths. */
class RecursiveSeriesTest {
  @TempDir Path dir;

  private static SequenceRegressor estimator() {
    return ShopSeries.regressor().setStrategy("recursive");
  }

  @Test
  void eachStepIsWhatAModelOfOneStepForecastsOfTheStepsBefore() {
    SequenceRegressorModel model = estimator().fit(table(rows(8), 2));
    assertArrayEquals(model.weights(), estimator().fit(table(rows(8), 5)).weights());
    assertEquals(1, model.network().outputSize());
    Map<String, Double> all = forecasts(model, table(rows(8), 3));
    assertEquals(8 * HORIZON, all.size());
    SequenceRegressorModel single = model.copy(ParamMap.empty());
    single.set(single.horizon(), 1);
    List<Row> known = new ArrayList<>(rows(8));
    Map<String, Double> fed = new TreeMap<>();
    for (int h = 0; h < HORIZON; h++) {
      for (Map.Entry<String, Double> next : forecasts(single, table(known, 2)).entrySet()) {
        String[] at = next.getKey().split("@");
        known.add(RowFactory.create(at[0], Integer.parseInt(at[1]), next.getValue()));
        fed.put(next.getKey(), next.getValue());
      }
    }
    assertEquals(all.keySet(), fed.keySet());
    all.forEach((at, value) -> assertEquals(value, fed.get(at), 1e-9 * Math.abs(value), at));
    double[] plain = new double[10];
    for (int day = 0; day < plain.length; day++) {
      plain[day] = ShopSeries.sold(0, day);
    }
    assertEquals(all.get("shop0@13"), model.forecaster().forecast(plain)[3], 1e-9 * plain[0]);
    RegressionMetrics metrics = model.evaluate(table(rows(8), 2), RollingOrigin.of(2, 2));
    assertEquals(16 * HORIZON, metrics.steps());
    assertTrue(metrics.loss() > 0 && metrics.mase() > 0);
  }

  /**
   * Walks with normal steps, whose distance from the last value grows with the square root of time.
   */
  private static List<Row> walks() {
    Random random = new Random(5);
    List<Row> rows = new ArrayList<>();
    for (int shop = 0; shop < 30; shop++) {
      double value = 500;
      for (int day = 0; day < 50; day++) {
        value += 10 * random.nextGaussian();
        rows.add(RowFactory.create("shop" + shop, day, value));
      }
    }
    return rows;
  }

  @Test
  void pathsAreDrawnAlikeOnAnyClusterAndSpreadAsTheyGoOn() throws IOException {
    SequenceRegressor estimator =
        estimator()
            .setLoss("gaussian")
            .setSeriesScaling("level")
            .setLearningRate(0.01)
            .setMaxEpochs(6);
    SequenceRegressorModel model = estimator.fit(table(walks(), 3));
    String path = dir.resolve("model").toString();
    model.write().save(path);
    SequenceRegressorModel loaded =
        SequenceRegressorModel.load(path).setSamplePaths(300).setPathsCol("paths");
    Dataset<Row> found = loaded.transform(table(walks(), 2));
    assertEquals(
        List.of(
            "shop",
            "day",
            "prediction",
            "prediction_q10",
            "prediction_q50",
            "prediction_q90",
            "paths"),
        List.of(found.columns()));
    double[] widths = new double[HORIZON];
    double jumps = 0; // of paths, from their third value to their fourth
    Map<String, List<Double>> before = new TreeMap<>();
    for (Row row : found.orderBy("shop", "day").collectAsList()) {
      List<Double> paths = row.getList(6);
      assertEquals(300, paths.size());
      double mean = paths.stream().mapToDouble(y -> y).average().orElseThrow();
      assertEquals(mean, row.getDouble(2), 1e-9 * mean);
      long below = paths.stream().filter(y -> y <= row.getDouble(5)).count();
      assertEquals(270, below);
      int h = row.getInt(1) - 50;
      widths[h] += (row.getDouble(5) - row.getDouble(3)) / 30;
      for (int k = 0; h == 3 && k < 300; k++) {
        jumps += Math.abs(paths.get(k) - before.get(row.getString(0)).get(k)) / (300 * 30);
      }
      before.put(row.getString(0), paths);
    }
    assertEquals(2, widths[3] / widths[0], 0.5, "the root of four steps");
    assertTrue(jumps < 0.75 * widths[3] / 2.56, "a path goes on from where it was: " + jumps);
    Dataset<Row> again = loaded.transform(table(walks(), 5));
    assertEquals(
        found.orderBy("shop", "day").collectAsList(), again.orderBy("shop", "day").collectAsList());
    loaded.set(loaded.seed(), 99L);
    assertNotEquals(
        found.orderBy("shop", "day").first(),
        loaded.transform(table(walks(), 2)).orderBy("shop", "day").first());
    RegressionMetrics metrics =
        model.setSamplePaths(50).evaluate(table(walks(), 2), RollingOrigin.of(4, HORIZON));
    assertEquals(0.8, metrics.coverage(), 0.1, "of 480 values");
    assertTrue(Double.isNaN(metrics.loss()) && metrics.pinball() > 0);
  }

  @Test
  void whatIsKnownOfEachStepIsRead() {
    Dataset<Row> data =
        table(rows(1), 1)
            .sparkSession()
            .range(0, 6 * 44, 1, 2)
            .selectExpr(
                "concat('shop', id % 6) as shop",
                "cast(id div 6 as int) as day",
                "double(pmod(xxhash64(id), 2)) as price",
                "if(id div 6 < 40, double(100 + 50 * pmod(xxhash64(id), 2)), null) as sold");
    SequenceRegressorModel model =
        estimator()
            .setKnownCols("price")
            .setSeriesScaling("level")
            .setLinearSkip(4)
            .setLearningRate(0.01)
            .setMaxEpochs(40)
            .fit(data);
    Map<String, Double> forecasts = forecasts(model, data);
    for (Row row : data.where("sold is null").collectAsList()) {
      double forecast = forecasts.get(row.get(0) + "@" + row.get(1));
      assertEquals(100 + 50 * row.getDouble(2), forecast, 15, row.toString());
    }
    assertFails(
        "has no knownCols at step 3 of the 4 that are forecast",
        () -> forecasts(model, data.where("day < 42")));
    assertFails(
        "strategy is recursive, but of inputCols price nothing is known",
        () -> estimator().setInputCols("price").fit(data.where("sold is not null")));
    assertFails(
        "strategy is recursive and loss is quantile",
        () -> estimator().setLoss("quantile").fit(table(rows(4), 1)));
  }

  private static void assertFails(String expected, Runnable work) {
    Throwable thrown = assertThrows(Exception.class, work::run);
    String message = InvalidInputException.in(thrown).getMessage();
    assertTrue(message.contains(expected), message);
  }
}
