package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.ml.column.SeriesReader;
import org.sparkrnn.ml.column.SlidingWindows;
import org.sparkrnn.ml.column.TimeColumn;
import org.sparkrnn.nn.sequence.WindowSpec;
import org.sparkrnn.testkit.LocalSpark;
import org.sparkrnn.testkit.ToyData;

/** A series (time, a, b), where a is a wave around 500 and b determines the next value of a. */
class SequenceRegressorSeriesTest {
  private static final StructType SCHEMA =
      new StructType()
          .add("time", DataTypes.IntegerType)
          .add("a", DataTypes.DoubleType)
          .add("b", DataTypes.DoubleType);

  @TempDir Path dir;

  private static double a(int t) {
    return 500 + 100 * Math.sin(2 * Math.PI * t / 12);
  }

  private static List<Row> rows(int n) {
    List<Row> rows = new ArrayList<>();
    for (int t = 0; t < n; t++) {
      rows.add(RowFactory.create(t, a(t), a(t + 1) - a(t)));
    }
    return rows;
  }

  private static Dataset<Row> table(int n) {
    List<Row> rows = rows(n);
    Collections.shuffle(rows, new Random(1));
    return LocalSpark.session().createDataFrame(ToyData.rdd(rows, 3), SCHEMA);
  }

  /** One row with the whole series. */
  private static Dataset<Row> whole(int n) {
    return table(n)
        .selectExpr("sort_array(collect_list(struct(time, a))) as s")
        .selectExpr("s.a as a", "transform(s.time, t -> double(t)) as b");
  }

  private static SequenceRegressor regressor() {
    return new SequenceRegressor()
        .setInputCols("a", "b")
        .setLabelCol("a")
        .setTimeCol("time")
        .setWindow(4)
        .setCell("gru")
        .setHiddenSize(8)
        .setMaxEpochs(15)
        .setBatchSize(10)
        .setLearningRate(0.02)
        .setNumShards(2)
        .setExecution("threads");
  }

  private static String message(SequenceRegressor regressor, Dataset<Row> dataset) {
    return assertThrows(InvalidInputException.class, () -> regressor.fit(dataset)).getMessage();
  }

  /** The plain twin of {@link SlidingWindows}: (first history step, future). */
  private static List<String> expected(int n, int window, int horizon) {
    List<String> examples = new ArrayList<>();
    for (int t = 0; t + window + horizon <= n; t++) {
      List<Double> history = new ArrayList<>();
      List<Double> future = new ArrayList<>();
      for (int i = 0; i < window; i++) {
        history.add(a(t + i));
      }
      for (int h = 0; h < horizon; h++) {
        future.add(a(t + window + h));
      }
      examples.add(history + " " + future);
    }
    return examples;
  }

  private static List<String> examples(List<Row> rows) {
    List<String> examples = new ArrayList<>();
    for (Row row : rows) {
      List<Object> history = new ArrayList<>();
      row.getList(0).forEach(step -> history.add(((scala.collection.Seq<?>) step).apply(0)));
      examples.add(history + " " + (row.get(1) instanceof Double y ? List.of(y) : row.getList(1)));
    }
    return examples;
  }

  @ParameterizedTest
  @CsvSource({"1,1", "4,1", "1,3", "5,3", "9,2", "10,2", "11,2", "30,1"})
  void windowsAreThoseOfThePlainLoopHoweverTheTableIsCut(int window, int horizon) {
    int n = 12;
    SequenceRegressor regressor = regressor().setWindow(window).setHorizon(horizon);
    List<String> expected = expected(n, window, horizon);
    SlidingWindows windows =
        new SlidingWindows(
            SeriesReader.ofExamples(SCHEMA, regressor, TimeColumn.of(table(1), regressor), null),
            window,
            horizon,
            false);
    for (int parts : new int[] {1, 2, 5, 12, 20}) {
      assertEquals(
          expected, examples(windows.overTable(inOrder(n, parts)).collect()), parts + " parts");
    }
    assertEquals(expected, examples(regressor.examples(table(n)).collectAsList()));
    regressor.clear(regressor.timeCol());
    assertEquals(expected, examples(regressor.examples(whole(n)).collectAsList()));
  }

  /** Histories of validation may have training rows, but not the other way round. */
  @Test
  void trainingHasNoValidationRowInItsHistory() {
    Dataset<Row> first = table(20).selectExpr("*", "time < 8 as held");
    SequenceRegressor regressor = regressor().setMaxEpochs(1).setValidationIndicatorCol("held");
    assertEquals(8, regressor.fit(first).summary().sequences()); // from 20 - 8 rows
    Dataset<Row> last = table(20).selectExpr("*", "time >= 12 as held");
    assertEquals(8, regressor.fit(last).summary().sequences()); // from the 12 previous rows
  }

  private static org.apache.spark.api.java.JavaRDD<Row> inOrder(int n, int parts) {
    return org.apache.spark.api.java.JavaSparkContext.fromSparkContext(
            LocalSpark.session().sparkContext())
        .parallelize(rows(n), parts);
  }

  @Test
  void aTableIsForecastRowByRow() {
    SequenceRegressorModel model = regressor().fit(table(150));
    RegressionMetrics metrics = model.evaluate(table(60));
    assertEquals(60 - 4, metrics.sequences());
    assertTrue(metrics.rmse() < 20, "rmse " + metrics.rmse()); // persistence: about 37
    List<Row> rows = model.transform(table(40)).collectAsList();
    assertEquals(40, rows.size());
    for (int t = 0; t < 40; t++) {
      assertEquals(t, rows.get(t).getInt(0), "in the order of time");
      if (t > 3) {
        assertEquals(a(t + 1), rows.get(t).getDouble(3), 60, "step " + t);
      }
    }
    double[] plain =
        model
            .regressor()
            .predict((float) a(0), (float) (a(1) - a(0)), (float) a(1), (float) (a(2) - a(1)));
    assertEquals(rows.get(1).getDouble(3), plain[0], 1e-3, "a short history at the beginning");
    BaselineMetrics persistence = RegressionBaseline.measure(model, table(150), table(60), 1);
    BaselineMetrics seasonal = RegressionBaseline.measure(model, table(150), table(60), 12);
    assertTrue(metrics.rmse() < persistence.get("rmse"));
    assertEquals("seasonal", seasonal.name());
    assertEquals(60 - 12, seasonal.tokens(), "a whole season before each");
    assertEquals(0, seasonal.get("rmse"), 1e-9);
    assertEquals(persistence.tokens(), metrics.sequences());
  }

  @Test
  void aModelOfATableIsSavedWithItsColumns() throws Exception {
    SequenceRegressorModel model = regressor().setHorizon(3).setMaxEpochs(1).fit(table(60));
    String path = dir.resolve("model").toString();
    model.write().save(path);
    SequenceRegressorModel loaded = SequenceRegressorModel.load(path);
    assertEquals("time", loaded.getTimeCol());
    assertEquals(List.of("a", "b"), loaded.inputColumns());
    assertEquals("a", loaded.getLabelCol());
    List<Row> rows = model.transform(table(20)).collectAsList();
    assertEquals(rows, loaded.transform(table(20)).collectAsList());
    assertEquals(3, rows.get(7).getList(3).size());
    assertEquals(3, model.network().outputSize());
    Dataset<Row> withoutB = table(20).drop("b");
    assertThrows(InvalidInputException.class, () -> loaded.transform(withoutB));
    loaded.clear(loaded.inputCols());
    assertThrows(InvalidInputException.class, () -> loaded.setInputCol("a").transform(table(20)));
  }

  @ParameterizedTest
  @CsvSource({"direct", "recursive"})
  void severalStepsAreForecastDirectlyOrByFeedingThemBack(String strategy) {
    SequenceRegressor regressor = regressor().setHorizon(3).setStrategy(strategy).setMaxEpochs(30);
    regressor.clear(regressor.inputCols());
    regressor.clear(regressor.timeCol());
    Dataset<Row> series = whole(150);
    SequenceRegressorModel model = regressor.setInputCol("a").fit(series);
    assertEquals(strategy.equals("direct") ? 3 : 1, model.network().outputSize());
    RegressionMetrics metrics = model.evaluate(series);
    assertEquals(150 - 4 - 3 + 1, metrics.sequences());
    assertTrue(metrics.rmse() < 30, "rmse " + metrics.rmse()); // persistence: about 70
    Row row = model.transform(series).first();
    for (int h = 0; h < 3; h++) {
      assertEquals(a(150 + h), (double) row.getList(2).get(h), 80, "h " + h);
    }
  }

  @Test
  void recursionFeedsEachForecastBack() {
    SequenceRegressor regressor = regressor().setStrategy("recursive").setHorizon(2);
    regressor.clear(regressor.inputCols());
    SequenceRegressorModel model = regressor.setInputCol("a").setMaxEpochs(2).fit(table(50));
    double[] two = model.regressor().predict(500, 550, 580, 600);
    SequenceRegressorModel one = model.copy(org.apache.spark.ml.param.ParamMap.empty());
    one.set(one.horizon(), (Object) 1);
    assertEquals(one.regressor().predict(500, 550, 580, 600)[0], two[0]);
    assertEquals(one.regressor().predict(550, 580, 600, (float) two[0])[0], two[1], 1e-4);
  }

  @Test
  void aMemorylessNetworkReadsTheWholeWindow() {
    SequenceRegressorModel model = regressor().setCell("none").fit(table(150));
    assertEquals(List.of(new WindowSpec(4)), model.network().layers(WindowSpec.class));
    assertTrue(model.evaluate(table(60)).rmse() < 20);
  }

  /** The label's past is not an input here, so persistence would not be a valid forecast. */
  @Test
  void aSeriesThatIsNoInputOfItsOwnIsComparedWithItsMean() {
    SequenceRegressor regressor = regressor().setInputCols("b").setMaxEpochs(1);
    SequenceRegressorModel model = regressor.fit(table(40));
    BaselineMetrics mean = RegressionBaseline.measure(model, table(40), table(20), 1);
    assertEquals("mean", mean.name());
    double trained = regressor.examples(table(40)).selectExpr("avg(future)").first().getDouble(0);
    double rmse =
        regressor
            .examples(table(20))
            .selectExpr("sqrt(avg(pow(future - %s, 2)))".formatted(trained))
            .first()
            .getDouble(0);
    assertEquals(rmse, mean.get("rmse"), 1e-9 * rmse);
    assertEquals(16, mean.tokens());
  }

  @Test
  void validationRowsFollowTheirFutures() {
    Dataset<Row> marked = table(50).selectExpr("*", "time >= 40 as held");
    SequenceRegressor regressor = regressor().setHorizon(2).setValidationIndicatorCol("held");
    Dataset<Row> examples = regressor.examples(marked);
    assertEquals(40 - 4 - 2 + 1, examples.filter("not held").count());
    assertEquals(50 - 40 - 1, examples.filter("held").count(), "one future is of both");
    assertTrue(regressor.setMaxEpochs(1).fit(marked).hasSummary());
  }

  @ParameterizedTest
  @ValueSource(strings = {"mean", "max", "attention"})
  void aForecastMayReadAllStepsOfItsWindow(String readout) {
    SequenceRegressor regressor = regressor().setReadout(readout);
    double rmse = regressor.fit(table(150)).evaluate(table(60)).rmse();
    assertTrue(rmse < 30, "rmse " + rmse); // persistence: about 37
    regressor.setInputCols("a").setHorizon(2).setStrategy("recursive").setMaxEpochs(1);
    Dataset<Row> forecasts = regressor.fit(table(20)).transform(table(12));
    assertEquals(12, forecasts.where("size(prediction) = 2").count());
  }

  @Test
  void whatIsNoSeriesIsNamed() {
    SequenceRegressor regressor = regressor();
    assertTrue(
        message(regressor, table(10).selectExpr("time", "a", "if(time = 5, null, b) as b"))
            .contains("b is null"));
    String nan =
        message(
            regressor, table(10).selectExpr("time", "a", "if(time = 5, double('NaN'), b) as b"));
    assertTrue(nan.startsWith("row ") && nan.contains("b contains NaN"), nan);
    assertTrue(nan.contains("\"time\":5"), nan);
    assertTrue(
        message(regressor, table(10).selectExpr("int(time / 2) as time", "a", "b"))
            .contains("in two or more rows"));
    assertTrue(
        message(regressor, table(10).selectExpr("if(time = 5, null, time) as time", "a", "b"))
            .contains("time is null"));
    assertTrue(
        message(regressor, table(4))
            .startsWith("the training data is empty: no series has window + horizon = 4 + 1"));
    assertTrue(message(regressor, table(0)).startsWith("the training data is empty"));
    assertTrue(
        message(regressor().setStrategy("recursive"), table(10))
            .startsWith("strategy is recursive, but the inputs are a, b"));
    assertTrue(
        message(regressor().setReadout("eachStep"), table(10)).startsWith("readout is eachStep"));
    assertTrue(
        message(regressor().setTimeCol("tim"), table(10)).contains("did you mean timeCol=time?"));
    SequenceRegressor timeless = regressor();
    timeless.clear(timeless.timeCol());
    assertTrue(message(timeless, table(10)).contains("timeCol is not set"));
    String text = message(regressor, table(10).selectExpr("time", "a", "string(b) as b"));
    assertTrue(
        text.startsWith(
            "inputCols b has type string; expected a number, because timeCol is set, so"),
        text);
    assertThrows(InvalidInputException.class, () -> regressor().setWindow(0));
    assertThrows(InvalidInputException.class, () -> regressor().setHorizon(0));
    Dataset<Row> uneven = whole(10).selectExpr("a", "slice(b, 1, 9) as b");
    assertTrue(message(timeless, uneven).contains("the series of a row must be equally long"));
    String words = message(timeless, whole(10).selectExpr("a", "array('NA') as b"));
    assertTrue(
        words.startsWith("inputCols b has type array<string>; expected array<double>"), words);
  }
}
