package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sparkrnn.testkit.ShopSeries.HORIZON;
import static org.sparkrnn.testkit.ShopSeries.counts;
import static org.sparkrnn.testkit.ShopSeries.forecasts;
import static org.sparkrnn.testkit.ShopSeries.regressor;
import static org.sparkrnn.testkit.ShopSeries.rows;
import static org.sparkrnn.testkit.ShopSeries.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkrnn.data.InvalidInputException;

/** Forecasts of many series as distributions. */
class LikelihoodForecastTest {
  @TempDir Path dir;

  private static SequenceRegressor estimator(String loss) {
    return regressor().setLoss(loss).setLearningRate(0.01);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gaussian", "student", "negativeBinomial"})
  void weightsAreTheSameForAnyPartitionsAndASavedModelForecastsAlike(String loss)
      throws IOException {
    List<Row> rows = counts(rows(8));
    SequenceRegressorModel model = estimator(loss).fit(table(rows, 1));
    List<Row> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(3));
    assertArrayEquals(model.weights(), estimator(loss).fit(table(shuffled, 5)).weights());
    double first = model.summary().epochs().get(0).loss();
    assertTrue(model.summary().epochs().get(1).loss() < first, loss + " learns");
    String path = dir.resolve(loss).toString();
    model.write().save(path);
    SequenceRegressorModel loaded = SequenceRegressorModel.load(path);
    assertEquals(forecasts(model, table(rows, 1)), forecasts(loaded, table(shuffled, 3)));
    Dataset<Row> forecasts = loaded.setQuantiles("0.05,0.25,0.9").transform(table(rows, 2));
    assertEquals(
        List.of("shop", "day", "prediction", "prediction_q5", "prediction_q25", "prediction_q90"),
        List.of(forecasts.columns()));
    for (Row row : forecasts.collectAsList()) {
      assertTrue(row.getDouble(3) <= row.getDouble(4) && row.getDouble(4) <= row.getDouble(5));
      boolean whole = row.getDouble(4) == Math.rint(row.getDouble(4));
      assertEquals(loss.equals("negativeBinomial"), whole, "a quantile of counts is a count");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "gaussian, season",
    "gaussian, none",
    "student, mean",
    "student, none",
    "negativeBinomial, mean",
    "negativeBinomial, none"
  })
  void theLossOfAnEvaluationIsThatOfValidation(String loss, String scaling) {
    SequenceRegressor estimator =
        estimator(loss)
            .setSeriesScaling(scaling)
            .setStandardize(!scaling.equals("none"))
            .setValidationIndicatorCol("held");
    Dataset<Row> data = table(counts(rows(8)), 2);
    SequenceRegressorModel model = estimator.fit(estimator.withHeldOut(data, "held"));
    double validation = model.summary().epochs().get(1).validation().meanLoss();
    double found = model.evaluate(data).loss();
    boolean last = model.summary().bestEpoch() == 2;
    assertTrue(last, "the weights are those of the last epoch");
    assertEquals(validation, found, 1e-4 * (1 + Math.abs(validation)));
  }

  /** A level with noise, of which only the spread can be learned. */
  private static List<Row> noise() {
    Random random = new Random(8);
    List<Row> rows = new ArrayList<>();
    for (int shop = 0; shop < 40; shop++) {
      for (int day = 0; day < 60; day++) {
        double size = Math.pow(10, shop % 3);
        double sold = size * (20 + 4 * random.nextGaussian());
        rows.add(RowFactory.create("shop" + shop, day, Math.max(0, Math.rint(sold))));
      }
    }
    return rows;
  }

  @ParameterizedTest
  @ValueSource(strings = {"gaussian", "student", "negativeBinomial"})
  void intervalsCoverWhatTheySay(String loss) {
    SequenceRegressor estimator =
        estimator(loss)
            .setSeriesScaling(loss.equals("negativeBinomial") ? "mean" : "level")
            .setMaxEpochs(15)
            .setLearningRate(0.02)
            .setValidationIndicatorCol("held");
    Dataset<Row> data = table(noise(), 3);
    SequenceRegressorModel model = estimator.fit(estimator.withHeldOut(data, "held"));
    RegressionMetrics metrics = model.evaluate(data, RollingOrigin.of(6, HORIZON));
    assertEquals(0.8, metrics.coverage(), 0.09, "of 960 values");
    RegressionMetrics half =
        model.setQuantiles("0.25,0.75").evaluate(data, RollingOrigin.of(6, HORIZON));
    assertEquals(
        0.5, half.coverage(), 0.17, "more of counts, which reach both ends of an interval");
    assertTrue(half.pinball() > 0);
    assertEquals(metrics.mae(), half.mae(), 1e-9 * half.mae(), "forecasts are the same");
  }

  @Test
  void whatDoesNotFitIsNamed() {
    assertFails(
        "loss is negativeBinomial, which is for counts, but series shop0 has 21.9",
        () -> estimator("negativeBinomial").fit(table(rows(1), 1)));
    assertFails(
        "with seriesScaling=level the network forecasts differences; set seriesScaling=mean",
        () -> estimator("negativeBinomial").setSeriesScaling("level").fit(table(rows(2), 1)));
    assertFails(
        "quantiles is 0.9,0.1; expected increasing numbers between 0 and 1, separated by commas, as in",
        () -> estimator("student").setQuantiles("0.9,0.1").fit(table(rows(4), 1)));
    SequenceRegressorModel learned = estimator("quantile").fit(table(rows(4), 1));
    assertFails(
        "this model learned the quantiles [0.1, 0.5, 0.9], and knows no others",
        () -> learned.setQuantiles("0.2,0.5,0.8").transform(table(rows(4), 1)));
    SequenceRegressor single = new SequenceRegressor().setLoss("gaussian").setAutomatic(false);
    single.setInputCols("sold").setLabelCol("sold").setTimeCol("day");
    assertFails(
        "loss is gaussian, which works only for forecasts of many series",
        () -> single.fit(table(rows(1), 1)));
  }

  private static void assertFails(String expected, Runnable work) {
    String message = assertThrows(InvalidInputException.class, work::run).getMessage();
    assertTrue(message.contains(expected), message);
  }
}
