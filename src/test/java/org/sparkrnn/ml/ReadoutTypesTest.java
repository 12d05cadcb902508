package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Readout;
import org.sparkrnn.ml.param.kind.ReadoutType;
import org.sparkrnn.predict.SavedNetwork;
import org.sparkrnn.testkit.Networks;
import org.sparkrnn.testkit.ToyData;

/** One output per sequence with each readout, through the estimators and from saved models. */
class ReadoutTypesTest {
  private static final String HAS_C = "if(array_contains(tokens, 'c'), 'yes', 'no') as label";
  private static final String SHARE_OF_C = "size(filter(tokens, t -> t = 'c')) / size(tokens) as y";

  @TempDir Path dir;
  private static Dataset<Row> data; // (id, tokens, label, y), none empty

  @BeforeAll
  static void makeData() {
    Dataset<Row> tokens = ToyData.tokens(120, 1).where("size(tokens) > 0");
    data = tokens.selectExpr("id", "tokens", HAS_C, SHARE_OF_C).persist();
  }

  @AfterAll
  static void freeData() {
    data.unpersist();
  }

  private static SequenceClassifier classifier(String readout) {
    return SequenceClassifierTest.classifier().setAutomatic(false).setReadout(readout);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lastStep", "mean", "max", "attention"})
  void aClassifierLearnsAndIsSaved(String readout) throws IOException {
    SequenceClassifierModel model =
        classifier(readout).setBidirectional(true).setGradientFlow(true).fit(data);
    ClassificationMetrics metrics = model.evaluate(data);
    assertEquals(105, metrics.sequences());
    assertTrue(metrics.accuracy() > 0.95, "accuracy " + metrics.accuracy());
    assertTrue(model.summary().gradientFlow().orElseThrow().mean(0, 0) > 0);
    assertEquals(Readout.LAST_STEP, model.network().readout());
    assertEquals(
        readout.replace("Step", ""), Networks.output(model.network()).pooling().paramValue());

    Path path = dir.resolve("model");
    model.write().save(path.toString());
    SequenceClassifierModel loaded = SequenceClassifierModel.load(path.toString());
    assertEquals(model.network(), loaded.network());
    assertEquals(model.weightsSha256(), loaded.weightsSha256());
    List<Row> predicted = model.transform(data).collectAsList();
    assertEquals(predicted, loaded.transform(data).collectAsList());
    SavedNetwork plain = SavedNetwork.load(path);
    assertEquals(model.network(), plain.network());
    for (Row row : predicted.subList(0, 10)) {
      String[] tokens = row.<String>getList(1).toArray(String[]::new);
      assertEquals(row.getAs("prediction"), plain.classifier().classify(tokens));
    }
    Dataset<Row> empty = ToyData.tokens(1, 1).selectExpr("id", "tokens", HAS_C);
    assertEquals(1, model.transform(empty).where("prediction is not null").count());
  }

  @ParameterizedTest
  @ValueSource(strings = {"lastStep", "mean", "max", "attention"})
  void aRegressorLearns(String readout) {
    SequenceRegressorModel model =
        new SequenceRegressor()
            .setAutomatic(false)
            .setReadout(readout)
            .setInputCol("tokens")
            .setLabelCol("y")
            .setHiddenSize(8)
            .setEmbeddingSize(4)
            .setCell("gru")
            .setMaxEpochs(12)
            .setBatchSize(8)
            .setLearningRate(0.03)
            .setWordDropout(0)
            .setNumShards(2)
            .setExecution("threads")
            .fit(data);
    double deviation = data.selectExpr("stddev_pop(y)").first().getDouble(0);
    double rmse = model.evaluate(data).rmse();
    assertTrue(rmse < 0.5 * deviation, rmse + " of " + deviation);
  }

  @Test
  void severalLabelsAreReadSoToo() {
    Dataset<Row> sets = data.selectExpr("tokens", "array_distinct(tokens) as label");
    SequenceClassifierModel model =
        classifier("max").setMultilabel(true).setMaxEpochs(12).fit(sets);
    assertTrue(model.evaluateSets(sets).microF1() > 0.95);
  }

  @Test
  void theLastStepIsTheDefault() {
    SequenceClassifier plain = classifier("mean").setMaxEpochs(1);
    plain.clear(plain.readout());
    String expected = plain.fit(data).weightsSha256();
    assertEquals(expected, classifier("lastStep").setMaxEpochs(1).fit(data).weightsSha256());
    assertNotEquals(expected, classifier("mean").setMaxEpochs(1).fit(data).weightsSha256());
  }

  @Test
  void otherNamesAreRefused() {
    String message =
        assertThrows(InvalidInputException.class, () -> classifier("median")).getMessage();
    assertEquals(
        "readout is median; expected one of eachStep, lastStep, mean, max, meanMax, attention",
        message);
    assertThrows(IllegalArgumentException.class, () -> ReadoutType.of("median"));
  }
}
