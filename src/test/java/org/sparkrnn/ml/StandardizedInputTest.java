package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.testkit.ToyData;

/**
 * Standardized features with labels as targets. Scales are powers of two, so that standardized
 * features and weights are the same bit for bit.
 */
class StandardizedInputTest {
  private static final String FIRST = "coalesce(get(labels, size(labels) - 1), 'none') as label";
  private static final String SETS = "array_distinct(labels) as label";

  @TempDir Path dir;

  /** One-hot vectors times {@code scale}. */
  private static Dataset<Row> data(double scale, String label) {
    return ToyData.dense(40, 1, DataTypes.createArrayType(DataTypes.DoubleType))
        .where("size(tokens) > 0")
        .selectExpr(
            "transform(tokens, x -> transform(x, v -> v * %s + 3 * %s)) as tokens"
                .formatted(scale, scale),
            "labels",
            label);
  }

  private static <E extends RnnEstimator<E, ?>> E small(E estimator) {
    return estimator
        .setStandardize(true)
        .setHiddenSize(6)
        .setMaxEpochs(3)
        .setBatchSize(8)
        .setLearningRate(0.03)
        .setNumShards(2)
        .setExecution("threads");
  }

  private static SequenceClassifier classifier() {
    return small(new SequenceClassifier());
  }

  @Test
  void aClassifierSeesNoScale() {
    String expected = classifier().fit(data(1, FIRST)).weightsSha256();
    assertEquals(expected, classifier().fit(data(4096, FIRST)).weightsSha256());
    assertNotEquals(
        expected, classifier().setStandardize(false).fit(data(1, FIRST)).weightsSha256());
  }

  @Test
  void aTaggerSeesNoScale() {
    SequenceTaggerModel plain = small(new SequenceTagger()).fit(data(1, FIRST));
    SequenceTaggerModel scaled = small(new SequenceTagger()).fit(data(4096, FIRST));
    assertEquals(plain.weightsSha256(), scaled.weightsSha256());
    assertEquals(plain.evaluate(data(1, FIRST)).loss(), scaled.evaluate(data(4096, FIRST)).loss());
  }

  @Test
  void setsOfLabelsStayZerosAndOnes() {
    SequenceClassifierModel plain = classifier().setMultilabel(true).fit(data(1, SETS));
    SequenceClassifierModel scaled = classifier().setMultilabel(true).fit(data(0.25, SETS));
    assertEquals(plain.weightsSha256(), scaled.weightsSha256());
    assertEquals(0, plain.encoder().standardization().targetWidth());
    double nll = plain.evaluateSets(data(1, SETS)).nll();
    assertTrue(nll > 0 && nll < 4 * Math.log(2), "nll of four labels " + nll);
  }

  @Test
  void scalesAreSavedWithTheModel() throws IOException {
    Dataset<Row> data = data(1000, FIRST);
    SequenceClassifierModel model = classifier().fit(data);
    String path = dir.resolve("model").toString();
    model.write().save(path);
    SequenceClassifierModel loaded = SequenceClassifierModel.load(path);
    assertEquals(
        model.encoder().standardization().lines(), loaded.encoder().standardization().lines());
    List<Row> rows = loaded.transform(data).collectAsList();
    assertEquals(model.transform(data).collectAsList(), rows);

    Row row = rows.get(rows.size() - 1);
    List<scala.collection.Seq<Double>> steps = row.getList(0);
    float[] features = new float[steps.size() * 3];
    for (int i = 0; i < features.length; i++) {
      features[i] = steps.get(i / 3).apply(i % 3).floatValue();
    }
    float[] p =
        loaded
            .classifier()
            .probabilities(List.of(loaded.encoder().encode(features, null)))
            .get(0)[0];
    assertEquals(row.<Vector>getAs("probability").apply(0), p[0]);

    Files.delete(dir.resolve("model/.standardization.txt.crc"));
    Files.writeString(dir.resolve("model/standardization.txt"), "input\t0\t1\n");
    String message =
        assertThrows(InvalidInputException.class, () -> SequenceClassifierModel.load(path))
            .getMessage();
    assertTrue(message.contains("standardization.txt is damaged"), message);
  }

  @Test
  void tokensHaveNoScale() {
    Dataset<Row> tokens = ToyData.tokens(40, 1).selectExpr("tokens", FIRST);
    SequenceClassifierModel model = classifier().fit(tokens);
    assertNull(model.encoder().standardization());
    assertEquals(
        model.weightsSha256(), classifier().setStandardize(false).fit(tokens).weightsSha256());
  }

  @Test
  void aRegressorDoesItUnlessToldOtherwise() {
    assertTrue(new SequenceRegressor().getStandardize());
    assertTrue(new SequenceRegressorModel().getStandardize());
    assertEquals(false, new SequenceClassifier().getStandardize());
  }
}
