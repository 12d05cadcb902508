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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.SeriesSteps;
import org.sparkrnn.testkit.ShopSeries;

/** Forecasts of many series by a network that goes on over the steps ahead. */
class DecoderSeriesTest {
  @TempDir Path dir;

  private static SequenceRegressor estimator() {
    return ShopSeries.regressor().setStrategy("decoder").setLinearSkip(0);
  }

  @ParameterizedTest
  @CsvSource({"quantile, 1, season", "gaussian, 2, level", "negativeBinomial, 4, mean"})
  void weightsAreTheSameForAnyPartitionsAndASavedModelForecastsAlike(
      String loss, int patch, String scaling) throws IOException {
    SequenceRegressor estimator =
        estimator()
            .setLoss(loss)
            .setSeriesScaling(scaling)
            .setPatch(patch)
            .setLinearSkip(1)
            .setLearningRate(0.01)
            .setMaxEpochs(6)
            .setStaticCols("shop");
    List<Row> rows = ShopSeries.counts(rows(8));
    SequenceRegressorModel model = estimator.fit(table(rows, 1));
    List<Row> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(3));
    assertArrayEquals(model.weights(), estimator.fit(table(shuffled, 5)).weights());
    double first = model.summary().epochs().get(0).loss();
    assertTrue(model.summary().epochs().get(5).loss() < first, loss + " learns");
    String path = dir.resolve(loss).toString();
    model.write().save(path);
    SequenceRegressorModel loaded = SequenceRegressorModel.load(path);
    Dataset<Row> forecasts = loaded.transform(table(shuffled, 3));
    assertEquals(
        List.of("shop", "day", "prediction", "prediction_q10", "prediction_q50", "prediction_q90"),
        List.of(forecasts.columns()));
    assertEquals(8 * HORIZON, forecasts.count());
    assertEquals(forecasts(model, table(rows, 1)), forecasts(loaded, table(shuffled, 3)));
    RegressionMetrics metrics = loaded.evaluate(table(rows, 2), RollingOrigin.of(2, 2));
    assertEquals(16 * HORIZON, metrics.steps());
    assertTrue(metrics.pinball() > 0 && metrics.loss() == metrics.loss());
  }

  @Test
  void aPlainJvmForecastsAlikeAndLaterValuesChangeNothing() {
    SequenceRegressorModel model = estimator().fit(table(rows(6), 2));
    Map<String, Double> all = forecasts(model, table(rows(6), 3));
    double[] plain = new double[10];
    for (int day = 0; day < plain.length; day++) {
      plain[day] = ShopSeries.sold(0, day);
    }
    assertEquals(all.get("shop0@13"), model.forecaster().forecast(plain)[3], 1e-9 * plain[0]);
    double[] other = plain.clone();
    Arrays.fill(other, 6, other.length, 1e6);
    assertArrayEquals(fromSixValues(model, plain), fromSixValues(model, other));
    other[5] += 1;
    assertFalse(Arrays.equals(fromSixValues(model, plain), fromSixValues(model, other)));
  }

  private static double[] fromSixValues(SequenceRegressorModel model, double[] values) {
    SeriesSteps series = new SeriesSteps("a", 0, values, 1, values.length, values.length);
    return model.forecaster().forecast(List.of(series), new int[] {6}).get(0).values();
  }

  @Test
  void theLossOfAnEvaluationIsThatOfValidation() {
    SequenceRegressor estimator =
        estimator().setLearningRate(0.01).setValidationIndicatorCol("held");
    Dataset<Row> data = table(rows(8), 2);
    SequenceRegressorModel model = estimator.fit(estimator.withHeldOut(data, "held"));
    int best = model.summary().bestEpoch();
    double validation = model.summary().epochs().get(best - 1).validation().meanLoss();
    assertEquals(validation, model.evaluate(data).loss(), 1e-4 * (1 + validation));
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
                "double(id % 5) as weather",
                "if(id div 6 < 40, double(100 + 50 * pmod(xxhash64(id), 2)), null) as sold");
    SequenceRegressorModel model =
        estimator()
            .setInputCols("weather")
            .setKnownCols("price")
            .setSeriesScaling("level")
            .setLinearSkip(1)
            .setLearningRate(0.01)
            .setMaxEpochs(20)
            .fit(data);
    Map<String, Double> forecasts = forecasts(model, data);
    for (Row row : data.where("sold is null").collectAsList()) {
      double forecast = forecasts.get(row.get(0) + "@" + row.get(1));
      assertEquals(100 + 50 * row.getDouble(2), forecast, 15, row.toString());
    }
    assertFails(
        "has no knownCols at step 3 of the 4 that are forecast",
        () -> forecasts(model, data.where("day < 42")));
  }

  @Test
  void settingsFollowFromTheData() {
    SequenceRegressor given =
        new SequenceRegressor()
            .setSeriesCol("shop")
            .setTimeCol("day")
            .setLabelCol("sold")
            .setStrategy("decoder")
            .setHorizon(4);
    SequenceRegressor chosen = given.setPeriod(2).withChosenSettings(table(rows(6), 2));
    assertEquals(2, chosen.getPatch());
    assertEquals(1, chosen.getLinearSkip());
    assertEquals(1, given.setPeriod(3).withChosenSettings(table(rows(6), 2)).getPatch());
  }

  @Test
  void whatDoesNotFitIsNamed() {
    Dataset<Row> data = table(rows(4), 1);
    for (Map.Entry<String, SequenceRegressor> refused :
        Map.of(
                "but bidirectional is true", estimator().setBidirectional(true),
                "but cell none has no state", estimator().setCell("none"),
                "but readout is mean", estimator().setReadout("mean"),
                "patch is 3, which does not divide horizon = 4", estimator().setPatch(3),
                "with stride 2, which leaves steps out", estimator().setConvLayers("4x3x2"),
                "but timeWarp is 0.5, which would mix", estimator().setTimeWarp(0.5),
                "pathsCol is p, but strategy is decoder", estimator().setPathsCol("p"))
            .entrySet()) {
      assertFails(refused.getKey(), () -> refused.getValue().fit(data));
    }
    SequenceRegressor single = new SequenceRegressor().setStrategy("decoder").setAutomatic(false);
    single.setInputCols("sold").setLabelCol("sold").setTimeCol("day");
    assertFails(
        "strategy is decoder, which works only for forecasts of many series",
        () -> single.fit(table(rows(1), 1)));
    SequenceRegressorModel model = estimator().setMaxEpochs(1).fit(data);
    String onnx = dir.resolve("model.onnx").toString();
    String message =
        assertThrows(
                InvalidInputException.class,
                () -> model.exportOnnx(data.sparkSession(), onnx, false))
            .getMessage();
    assertTrue(message.startsWith("seriesCol is shop, and a model of many series cannot"), message);
  }

  private static void assertFails(String expected, Runnable work) {
    Throwable thrown = assertThrows(Exception.class, work::run);
    String message = InvalidInputException.in(thrown).getMessage();
    assertTrue(message.contains(expected), message);
  }
}
