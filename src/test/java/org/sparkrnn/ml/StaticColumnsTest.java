package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sparkrnn.testkit.ShopSeries.HORIZON;
import static org.sparkrnn.testkit.ShopSeries.forecasts;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.testkit.LocalSpark;
import org.sparkrnn.testkit.ShopSeries;

/** Columns with categories of whole series. */
class StaticColumnsTest {
  @TempDir Path dir;

  /**
   * 40 shops with similar sales for 12 days; only their kind determines the sales of the next four
   * days.
   */
  private static Dataset<Row> shops(int partitions, String where) {
    return LocalSpark.session()
        .range(0, 40 * 16, 1, partitions)
        .selectExpr(
            "concat('shop', id % 40) as shop",
            "cast(id div 40 as int) as day",
            "if(id % 2 = 0, 'even', 'odd') as kind",
            "double(if(id div 40 < 12, 100, if(id % 2 = 0, 140, 60))) as sold")
        .where(where);
  }

  private static SequenceRegressor estimator() {
    return ShopSeries.regressor()
        .setStaticCols("kind", "shop")
        .setStaticSize(3)
        .setSeriesScaling("mean")
        .setLearningRate(0.02)
        .setWindowStep(7)
        .setMaxEpochs(60);
  }

  @Test
  void whatOnlyTheKindTellsIsLearnedAndSaved() throws IOException {
    SequenceRegressorModel model = estimator().fit(shops(2, "true"));
    SequenceRegressorModel again =
        estimator().fit(shops(5, "true").orderBy("sold", "day").repartition(3));
    assertArrayEquals(model.weights(), again.weights(), "any order and partitions");
    Dataset<Row> known = shops(3, "day < 12");
    Map<String, Double> forecasts = forecasts(model, known);
    for (int shop = 0; shop < 40; shop++) {
      for (int h = 0; h < HORIZON; h++) {
        double found = forecasts.get("shop" + shop + "@" + (12 + h));
        assertEquals(shop % 2 == 0 ? 140 : 60, found, 15, "shop " + shop);
      }
    }
    String path = dir.resolve("model").toString();
    model.write().save(path);
    SequenceRegressorModel loaded = SequenceRegressorModel.load(path);
    assertEquals(forecasts, forecasts(loaded, known.repartition(4)));
    Dataset<Row> unknown = known.selectExpr("concat('new', shop) as shop", "day", "kind", "sold");
    for (Map.Entry<String, Double> forecast : forecasts(loaded, unknown).entrySet()) {
      int shop = Integer.parseInt(forecast.getKey().replaceAll("newshop|@.*", ""));
      double size = forecast.getValue();
      assertTrue(shop % 2 == 0 ? size > 100 : size < 100, forecast + ": the kind still tells");
    }
  }

  /** The new value sorts before the values of the first model. */
  @Test
  void vectorsKeepTheirValuesInATrainingThatStartsFromTheModel() throws IOException {
    SequenceRegressorModel model = estimator().setStaticCols("kind").fit(shops(2, "true"));
    String path = dir.resolve("model").toString();
    model.write().save(path);
    Dataset<Row> more =
        shops(2, "true")
            .selectExpr("shop", "day", "if(shop = 'shop7', 'between', kind) as kind", "sold");
    SequenceRegressorModel next =
        estimator()
            .setStaticCols("kind")
            .setInitialModel(path)
            .setLearningRate(1e-12)
            .setMaxEpochs(1)
            .fit(more);
    Map<String, Double> before = forecasts(model, shops(2, "day < 12 and shop <> 'shop7'"));
    Map<String, Double> after = forecasts(next, more.where("day < 12 and shop <> 'shop7'"));
    assertEquals(before.keySet(), after.keySet());
    before.forEach((at, sold) -> assertEquals(sold, after.get(at), 0.01, at));
  }

  @Test
  void whatDoesNotFitIsNamed() {
    Dataset<Row> data = shops(2, "true");
    assertFails(
        "column sold is among staticCols and has another meaning too",
        () -> estimator().setStaticCols("sold").fit(data));
    assertFails("staticCols kin is not a column", () -> estimator().setStaticCols("kin").fit(data));
    Dataset<Row> moved = data.selectExpr("shop", "day", "if(day = 7, 'x', kind) as kind", "sold");
    assertFails(
        "a static column has one value, the same in all rows", () -> estimator().fit(moved));
    Dataset<Row> none = data.selectExpr("shop", "day", "nullif(kind, 'odd') as kind", "sold");
    assertFails("kind null at day", () -> estimator().fit(none));
    SequenceRegressorModel model = estimator().setMaxEpochs(1).fit(data);
    assertFails("give series with all of them", () -> model.forecaster().forecast(1, 2, 3));
    model.set(model.staticCols(), new String[] {"kind"});
    assertFails(
        "staticCols are 1 columns; this model was trained on 2", () -> model.transform(data));
  }

  private static void assertFails(String expected, Runnable work) {
    Throwable thrown = assertThrows(Exception.class, work::run);
    String message = InvalidInputException.in(thrown).getMessage();
    assertTrue(message.contains(expected), message);
  }
}
