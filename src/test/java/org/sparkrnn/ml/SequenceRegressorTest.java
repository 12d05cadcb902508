package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.evaluation.RegressionEvaluator;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.testkit.LocalSpark;
import org.sparkrnn.testkit.ToyData;

/** Sequences (id, xs, y, ys): y is 1000 + 50 times the sum of xs, ys the sums so far. */
class SequenceRegressorTest {
  private static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.IntegerType)
          .add("xs", DataTypes.createArrayType(DataTypes.DoubleType))
          .add("y", DataTypes.DoubleType)
          .add("ys", DataTypes.createArrayType(DataTypes.DoubleType));

  @TempDir Path dir;
  private static Dataset<Row> data;

  @BeforeAll
  static void makeData() {
    data = LocalSpark.session().createDataFrame(ToyData.rdd(rows(120), 3), SCHEMA).persist();
  }

  @AfterAll
  static void freeData() {
    data.unpersist();
  }

  private static List<Row> rows(int n) {
    Random random = new Random(5);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      Double[] xs = new Double[i % 6];
      Double[] ys = new Double[xs.length];
      double sum = 0;
      for (int t = 0; t < xs.length; t++) {
        xs[t] = 10 + random.nextGaussian();
        sum += xs[t] - 10;
        ys[t] = 1000 + 50 * sum;
      }
      rows.add(RowFactory.create(i, xs, 1000 + 50 * sum, ys));
    }
    return rows;
  }

  private static SequenceRegressor regressor() {
    return new SequenceRegressor()
        .setInputCol("xs")
        .setLabelCol("y")
        .setCell("gru")
        .setHiddenSize(8)
        .setMaxEpochs(30)
        .setBatchSize(10)
        .setLearningRate(0.02)
        .setNumShards(2)
        .setExecution("threads");
  }

  private static String message(SequenceRegressor regressor, Dataset<Row> dataset) {
    return assertThrows(InvalidInputException.class, () -> regressor.fit(dataset)).getMessage();
  }

  @Test
  void predictionsAreInTheTargetsUnits() {
    SequenceRegressorModel model = regressor().fit(data);
    RegressionMetrics metrics = model.evaluate(data);
    assertEquals(100, metrics.sequences(), "empty sequences count for nothing");
    assertEquals(300, metrics.steps());
    assertTrue(metrics.rmse() < 25, "rmse " + metrics.rmse()); // targets deviate by about 86
    assertTrue(metrics.mae() < metrics.rmse());
    assertTrue(metrics.loss() < 0.05, "standardized: " + metrics.loss());
    Dataset<Row> predicted = model.transform(data);
    assertEquals(DataTypes.DoubleType, predicted.schema().apply("prediction").dataType());
    double rmse =
        new RegressionEvaluator().setLabelCol("y").evaluate(predicted.filter("size(xs) > 0"));
    assertEquals(metrics.rmse(), rmse, 1e-4, "targets are read as floats");
    assertEquals(120, predicted.filter("prediction is not null").count());
    double[] plain = model.regressor().predict(10f, 11f);
    double[] other = model.regressor().predict(10f, 9f);
    assertTrue(plain[0] > 1020 && other[0] < 980, plain[0] + " " + other[0]);
  }

  /** y is not a value of xs or near one, so no past value could be repeated. */
  @Test
  void targetsOfAnotherKindAreComparedWithTheirMean() {
    SequenceRegressorModel model = regressor().setMaxEpochs(1).fit(data);
    BaselineMetrics mean = RegressionBaseline.measure(model, data, data, 1);
    assertEquals("mean", mean.name());
    assertEquals(data.selectExpr("stddev_pop(y)").first().getDouble(0), mean.get("rmse"), 1e-6);
    SequenceRegressorModel each =
        regressor().setMaxEpochs(1).setLabelCol("ys").setReadout("eachStep").fit(data);
    assertEquals("mean", RegressionBaseline.measure(each, data, data, 1).name());
    Dataset<Row> pairs = data.selectExpr("xs", "array(y, -y) as y");
    SequenceRegressorModel two = regressor().setMaxEpochs(1).fit(pairs);
    assertEquals(240, RegressionBaseline.measure(two, pairs, pairs, 1).tokens());
    Dataset<Row> tokens = data.selectExpr("transform(xs, x -> string(int(x))) as xs", "y");
    SequenceRegressorModel words = regressor().setMaxEpochs(1).fit(tokens);
    assertEquals("mean", RegressionBaseline.measure(words, tokens, tokens, 1).name());
  }

  /** Windows cut by a user, whose targets are inputs of later windows. */
  @Test
  void windowsOfASeriesAreComparedWithTheirLastValue() {
    Dataset<Row> series =
        LocalSpark.session().range(60).selectExpr("100 + 40 * sin(id / 9D) as y", "id");
    Dataset<Row> windows =
        series.selectExpr(
            "transform(sequence(0, 3), k -> 100 + 40 * sin((id + k) / 9D)) as xs",
            "100 + 40 * sin((id + 4) / 9D) as y",
            "transform(sequence(1, 4), k -> 100 + 40 * sin((id + k) / 9D)) as ys");
    SequenceRegressorModel model = regressor().setMaxEpochs(1).fit(windows);
    BaselineMetrics last = RegressionBaseline.measure(model, windows, windows, 1);
    assertEquals("persistence", last.name());
    assertTrue(last.get("rmse") < 5, last.values().toString());
    SequenceRegressorModel each =
        regressor().setMaxEpochs(1).setLabelCol("ys").setReadout("eachStep").fit(windows);
    assertEquals("persistence", RegressionBaseline.measure(each, windows, windows, 1).name());
  }

  @Test
  void aValueAStepAndVectorsAreLearned() {
    SequenceRegressorModel each =
        regressor().setLabelCol("ys").setReadout("eachStep").setLoss("huber").fit(data);
    assertTrue(each.evaluate(data).rmse() < 30, "rmse " + each.evaluate(data).rmse());
    Dataset<Row> predicted = each.transform(data);
    assertEquals(
        DataTypes.createArrayType(DataTypes.DoubleType),
        predicted.schema().apply("prediction").dataType());
    assertEquals(0, predicted.filter("size(prediction) != size(xs)").count());

    Dataset<Row> vectors = data.selectExpr("xs", "array(y, -y, 3D) as y");
    SequenceRegressorModel vector = regressor().setLoss("absolute").setMaxEpochs(3).fit(vectors);
    assertEquals(3, vector.network().outputSize());
    Row row = vector.transform(vectors).filter("size(xs) > 0").first();
    assertEquals(3, row.getList(2).size());
    assertEquals(3, (double) row.getList(2).get(2), 1, "constant targets have scale 1");

    Dataset<Row> matrices = data.selectExpr("xs", "transform(xs, (x, i) -> array(x, -x)) as y");
    SequenceRegressorModel matrix =
        regressor().setReadout("eachStep").setMaxEpochs(1).fit(matrices);
    assertEquals(0, matrix.transform(matrices).filter("size(prediction) != size(xs)").count());
    assertEquals(
        0, matrix.transform(matrices).filter("exists(prediction, p -> size(p) != 2)").count());
  }

  @Test
  void withoutStandardizationTheNetworkSeesTheNumbers() {
    SequenceRegressorModel model = regressor().setStandardize(false).setMaxEpochs(1).fit(data);
    assertEquals(null, model.regressor().encoder().standardization());
    RegressionMetrics metrics = model.evaluate(data);
    assertEquals(metrics.rmse() * metrics.rmse() / 2, metrics.loss(), 1e-3 * metrics.loss());
  }

  @Test
  void theUnitsOfTheDataDoNotMatter() {
    SequenceRegressor regressor = regressor().setMaxEpochs(3);
    Dataset<Row> scaled = data.selectExpr("id", "transform(xs, x -> 1024 * x) as xs", "y / 8 as y");
    RegressionMetrics as = regressor.fit(data).evaluate(data);
    RegressionMetrics other = regressor.fit(scaled).evaluate(scaled);
    assertEquals(as.loss(), other.loss(), 0.02 * as.loss());
    assertEquals(as.rmse() / 8, other.rmse(), 0.02 * other.rmse());
  }

  @Test
  void partitionsDoNotChangeABit() {
    SequenceRegressor regressor = regressor().setMaxEpochs(2).setValidationFraction(0.2);
    SequenceRegressorModel model = regressor.fit(data);
    SequenceRegressorModel other =
        regressor.fit(LocalSpark.session().createDataFrame(ToyData.rdd(rows(120), 1), SCHEMA));
    assertEquals(model.weightsSha256(), other.weightsSha256());
    assertEquals(
        model.regressor().encoder().standardization().lines(),
        other.regressor().encoder().standardization().lines());
  }

  @Test
  void constantFeaturesAreHarmless() {
    Dataset<Row> constant = data.selectExpr("transform(xs, x -> array(x, 4.2D)) as xs", "y");
    SequenceRegressorModel model = regressor().fit(constant);
    assertTrue(model.evaluate(constant).rmse() < 25, "rmse " + model.evaluate(constant).rmse());
    assertTrue(
        model.regressor().encoder().standardization().lines().get(1).endsWith("\t1.0"),
        model.regressor().encoder().standardization().lines().toString());
  }

  @Test
  void aSavedModelComesBackExactly() throws IOException {
    SequenceRegressorModel model = regressor().setMaxEpochs(2).setLoss("huber").fit(data);
    String path = dir.resolve("model").toString();
    model.write().save(path);
    SequenceRegressorModel loaded = SequenceRegressorModel.load(path);
    assertEquals(model.transform(data).collectAsList(), loaded.transform(data).collectAsList());
    assertEquals(model.network(), loaded.network());
    assertEquals(
        model.regressor().encoder().standardization().lines(),
        loaded.regressor().encoder().standardization().lines());
    Path lines = dir.resolve("model/standardization.txt");
    List<String> whole = Files.readAllLines(lines);
    Files.deleteIfExists(dir.resolve("model/.standardization.txt.crc"));
    Files.write(lines, whole.subList(0, 1));
    withoutChecksums(dir.resolve("model/metadata"));
    String message =
        assertThrows(InvalidInputException.class, () -> SequenceRegressorModel.load(path))
            .getMessage();
    assertTrue(message.contains("damaged: it has 1 features and 0 target values"), message);
    Files.delete(lines);
    message =
        assertThrows(InvalidInputException.class, () -> SequenceRegressorModel.load(path))
            .getMessage();
    assertTrue(message.contains("it has no standardization.txt"), message);
  }

  /** Removes checksums, like a user who changes a file of a model on purpose. */
  private static void withoutChecksums(Path metadata) throws IOException {
    Path file = metadata.resolve("part-00000");
    ObjectMapper json = new ObjectMapper();
    ObjectNode content = (ObjectNode) json.readTree(Files.readString(file));
    content.remove("sha256");
    Files.deleteIfExists(metadata.resolve(".part-00000.crc"));
    Files.writeString(file, content.toString());
  }

  @Test
  void itWorksInAPipelineAndIsSaved() throws IOException {
    Pipeline pipeline = new Pipeline().setStages(new PipelineStage[] {regressor().setMaxEpochs(1)});
    pipeline.write().save(dir.resolve("pipeline").toString());
    PipelineModel model = Pipeline.load(dir.resolve("pipeline").toString()).fit(data);
    model.write().save(dir.resolve("fitted").toString());
    PipelineModel loaded = PipelineModel.load(dir.resolve("fitted").toString());
    assertEquals(model.transform(data).collectAsList(), loaded.transform(data).collectAsList());
  }

  @Test
  void aCrossValidatorTunesIt() {
    SequenceRegressor regressor = regressor().setMaxEpochs(8);
    ParamMap[] grid =
        new ParamGridBuilder().addGrid(regressor.learningRate(), new double[] {1e-6, 0.03}).build();
    CrossValidatorModel tuned =
        new CrossValidator()
            .setEstimator(regressor)
            .setEvaluator(new RegressionEvaluator().setLabelCol("y"))
            .setEstimatorParamMaps(grid)
            .setNumFolds(2)
            .fit(data);
    assertTrue(tuned.avgMetrics()[1] < tuned.avgMetrics()[0]);
    assertEquals(0.03, ((SequenceRegressorModel) tuned.bestModel()).getLearningRate());
  }

  @Test
  void wrongColumnsAreNamedWithTheirTypes() {
    assertTrue(
        message(regressor(), data.selectExpr("xs", "string(y) as y"))
            .startsWith("labelCol y has type string; expected double, vector or array<double>"));
    assertTrue(
        message(regressor().setReadout("eachStep"), data)
            .startsWith("labelCol y has type double; expected array<double>"));
    assertTrue(
        message(regressor(), data.selectExpr("array(array('a')) as xs", "y"))
            .startsWith("inputCol xs has type array<array<string>>; expected"));
    assertTrue(
        message(regressor().setLabelCol("z"), data).startsWith("labelCol z is not a column"));
    assertThrows(InvalidInputException.class, () -> regressor().setLoss("cubic"));
    assertThrows(InvalidInputException.class, () -> regressor().setHuberDelta(0));
  }

  @Test
  void nullsAndNumbersThatAreNoneAreNamedWithTheirRow() {
    for (String value : List.of("double('NaN')", "double('Infinity')", "null")) {
      String features =
          message(
              regressor(),
              data.selectExpr(
                  "id", "transform(xs, x -> if(id = 3, %s, x)) as xs".formatted(value), "y"));
      assertTrue(features.startsWith("row ") && features.contains("xs"), features);
      String target =
          message(
              regressor(), data.selectExpr("id", "xs", "if(id = 3, %s, y) as y".formatted(value)));
      assertTrue(target.startsWith("row ") && target.contains(": y "), target);
    }
    assertTrue(
        message(regressor(), data.selectExpr("if(id = 3, null, xs) as xs", "y"))
            .contains("xs is null"));
    String empty = message(regressor(), data.filter("size(xs) = 0"));
    assertTrue(empty.startsWith("the training data is empty"), empty);
  }

  @Test
  void lossesDifferAndSeedsRepeat() {
    SequenceRegressor regressor = regressor().setMaxEpochs(2);
    String squared = regressor.fit(data).weightsSha256();
    assertEquals(squared, regressor.fit(data).weightsSha256());
    assertNotEquals(
        squared, regressor.copy(ParamMap.empty()).setLoss("absolute").fit(data).weightsSha256());
  }
}
