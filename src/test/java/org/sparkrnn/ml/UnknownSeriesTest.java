package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sparkrnn.testkit.ShopSeries.HORIZON;
import static org.sparkrnn.testkit.ShopSeries.rows;
import static org.sparkrnn.testkit.ShopSeries.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.ml.column.ManySeries;
import org.sparkrnn.ml.column.SeriesTraining;
import org.sparkrnn.testkit.LoggedWarnings;
import org.sparkrnn.testkit.ShopSeries;

/** Series of which no value is known do not keep the others from being learned and forecast. */
class UnknownSeriesTest {
  private static final int SHOPS = 6;

  /** Rows of a shop without values on some days. */
  private static List<Row> unknown(String shop, Double value, int days) {
    return IntStream.range(0, days)
        .<Row>mapToObj(day -> RowFactory.create(shop, 50 + day, value))
        .toList();
  }

  private static List<Row> all() {
    List<Row> rows = new ArrayList<>(rows(SHOPS));
    rows.addAll(unknown("later", null, 20));
    rows.addAll(unknown("empty", Double.NaN, 9));
    rows.addAll(unknown("single", null, 1));
    return rows;
  }

  private static List<Row> forecasts(SequenceRegressorModel model, Dataset<Row> data) {
    return model.transform(data).orderBy("shop", "day").collectAsList();
  }

  @ParameterizedTest
  @CsvSource({
    "error, direct, absolute",
    "previous, recursive, gaussian",
    "zero, direct, quantile",
    "mask, decoder, negativeBinomial"
  })
  void othersAreLearnedAndForecastAsWithoutThem(String gaps, String strategy, String loss) {
    SequenceRegressor estimator =
        ShopSeries.regressor().setGaps(gaps).setStrategy(strategy).setLoss(loss);
    if (strategy.equals("recursive")) {
      estimator.setPathsCol("paths").setSamplePaths(5);
    }
    Dataset<Row> known = table(ShopSeries.counts(rows(SHOPS)), 2);
    Dataset<Row> unknown = table(all().subList(rows(SHOPS).size(), all().size()), 3);
    SequenceRegressorModel model;
    try (LoggedWarnings warnings = new LoggedWarnings(SeriesTraining.class)) {
      model = estimator.fit(known.unionByName(unknown));
      assertEquals(
          List.of(
              "no sold at all is known of 3 of 9 series, the first of which is empty; they are not"
                  + " used for training"),
          warnings.messages());
    }
    assertArrayEquals(estimator.fit(known).weights(), model.weights());
    List<Row> found;
    try (LoggedWarnings warnings = new LoggedWarnings(ManySeries.class)) {
      found = forecasts(model, known.unionByName(unknown));
      assertEquals(
          List.of(
              "no sold at all is known of 3 series, the first of which is empty; their forecasts"
                  + " are null, because nothing says in which scale they are"),
          warnings.messages());
      assertEquals(
          forecasts(model, known),
          found.stream().filter(row -> row.getString(0).startsWith("shop")).toList());
      assertEquals(1, warnings.messages().size(), "none where all series have values");
    }
    for (String shop : List.of("later", "empty", "single")) {
      List<Row> own = found.stream().filter(row -> row.get(0).equals(shop)).toList();
      assertEquals(HORIZON, own.size());
      for (int h = 0; h < HORIZON; h++) {
        assertEquals(50 + h, own.get(h).getInt(1), "all of its rows lie ahead");
        for (int c = 2; c < own.get(h).size(); c++) {
          assertTrue(own.get(h).isNullAt(c), own.get(h).schema().fieldNames()[c]);
        }
      }
    }
    double mae = model.evaluate(known).mae();
    assertEquals(mae, model.evaluate(known.unionByName(unknown)).mae(), 1e-12 * mae);
  }

  /** Settings follow from the series that can be learned, however many others there are. */
  @Test
  void shortAndEmptySeriesChooseNoSettings() {
    Dataset<Row> known = table(rows(SHOPS), 1);
    List<Row> others = new ArrayList<>(rows(SHOPS));
    for (int i = 0; i < 3 * SHOPS; i++) {
      others.addAll(unknown("short" + i, 3.0, 2));
      others.addAll(unknown("empty" + i, null, 5));
    }
    SequenceRegressor estimator =
        new SequenceRegressor()
            .setSeriesCol("shop")
            .setTimeCol("day")
            .setLabelCol("sold")
            .setHorizon(HORIZON)
            .setPeriod(7);
    assertEquals(
        estimator.withChosenSettings(known).explainParams(),
        estimator.withChosenSettings(table(others, 2)).explainParams());
  }

  /** A constant that ends, and residues of rounding before zeros, make targets of 1e19 scales. */
  @ParameterizedTest
  @ValueSource(strings = {"absolute", "gaussian"})
  void oneOddSeriesDoesNotRuinTheOthers(String loss) {
    List<Row> all = new ArrayList<>(rows(SHOPS));
    for (int day = 0; day < 30; day++) {
      double residue = day < 8 ? 0.1 + 0.2 - 0.3 : day < 22 ? 0 : 500;
      all.add(RowFactory.create("residue", day, residue));
      all.add(RowFactory.create("jump", day, day < 22 ? 1.0 : 20_000.0));
    }
    SequenceRegressor estimator = ShopSeries.regressor().setLoss(loss);
    Dataset<Row> known = table(rows(SHOPS), 1);
    double alone = estimator.fit(known).evaluate(known).mae();
    double together = estimator.fit(table(all, 1)).evaluate(known).mae();
    assertTrue(together < 5 * alone, "%s instead of %s".formatted(together, alone));
  }

  /** Numbers in their own units may be large; the linear path must not start without them. */
  @Test
  void unscaledSeriesHaveALinearStart() {
    SequenceRegressor estimator =
        ShopSeries.regressor()
            .setSeriesScaling("none")
            .setStandardize(false)
            .setMaxEpochs(1)
            .setLearningRate(1e-9);
    Dataset<Row> known = table(rows(SHOPS), 1); // from 20 to 25,000
    double linear = estimator.fit(known).evaluate(known).mae();
    double none = estimator.setLinearSkip(0).fit(known).evaluate(known).mae();
    assertTrue(linear < 0.5 * none, "%s instead of %s".formatted(linear, none));
  }

  @Test
  void withoutAnyValueThereIsNothingToTrainOn() {
    Throwable thrown =
        assertThrows(
            Exception.class,
            () -> ShopSeries.regressor().setGaps("mask").fit(table(unknown("empty", null, 9), 1)));
    String message = InvalidInputException.in(thrown).getMessage();
    assertEquals(
        "none of the 1 series has a value: sold is null or NaN in all rows; give rows with values",
        message);
  }
}
