package org.sparkrnn.ml;

import static org.apache.spark.sql.functions.expr;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.data.Column;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.SequenceBlock;
import org.sparkrnn.testkit.ToyData;

/** Tokens joined with columns of numbers, in every estimator that reads several columns. */
class JoinedInputTest {
  @TempDir Path dir;

  /**
   * Rows of tokens and two features. Both are needed for the answer, which is whether the token is
   * an a and the switch of the step is on.
   */
  private static Dataset<Row> data(int n) {
    return ToyData.tokens(n, 1)
        .where("size(tokens) > 0")
        .selectExpr(
            "id",
            "tokens",
            "transform(tokens, (t, i) -> array(double((id + i) % 2), 0.5D)) as switch",
            "transform(tokens, (t, i) -> double((id * i) % 3)) as noise")
        .selectExpr(
            "*",
            "transform(tokens, (t, i) -> if(t = 'a' and (id + i) % 2 = 1, 'yes', 'no')) as labels")
        .selectExpr(
            "*",
            "element_at(labels, -1) as label",
            "double(size(filter(labels, l -> l = 'yes'))) as count");
  }

  private static final String[] INPUTS = {"switch", "tokens", "noise"};

  private static void refused(Executable use, String... parts) {
    String message = assertThrows(InvalidInputException.class, use).getMessage();
    for (String part : parts) {
      assertTrue(message.contains(part), "expected \"" + part + "\" in: " + message);
    }
  }

  /** A step's features in the order of the columns, for the predictor. */
  private static float[] features(Row row) {
    List<scala.collection.Seq<Double>> steps = row.getList(row.fieldIndex("switch"));
    List<Double> noise = row.getList(row.fieldIndex("noise"));
    float[] features = new float[3 * noise.size()];
    for (int t = 0; t < noise.size(); t++) {
      features[3 * t] = steps.get(t).apply(0).floatValue();
      features[3 * t + 1] = steps.get(t).apply(1).floatValue();
      features[3 * t + 2] = noise.get(t).floatValue();
    }
    return features;
  }

  private static String[] tokens(Row row) {
    return row.<String>getList(row.fieldIndex("tokens")).toArray(String[]::new);
  }

  @Test
  void aTaggerLearnsWhatNeitherColumnTellsAloneAndIsSaved() throws IOException {
    Dataset<Row> data = data(64);
    SequenceTaggerModel model =
        SequenceTaggerTest.tagger(12).setCell("none").setInputCols(INPUTS).fit(data);
    assertEquals(3, model.network().features());
    assertEquals(model.getEmbeddingSize() + 3, model.network().inputSize());
    assertEquals(1, model.evaluate(data).accuracy());
    assertTrue(
        TaggingBaseline.trials(model, data, data).get(0).measure().orElseThrow().get("accuracy")
            < 0.95);

    String path = dir.resolve("tagger").toString();
    model.write().save(path);
    SequenceTaggerModel loaded = SequenceTaggerModel.load(path);
    assertEquals(model.network(), loaded.network());
    assertEquals(model.weightsSha256(), loaded.weightsSha256());
    for (Row row : loaded.transform(data).limit(8).collectAsList()) {
      assertArrayEquals(
          row.<String>getList(row.fieldIndex("prediction")).toArray(),
          model.tagger().tag(tokens(row), features(row)));
    }
    assertEquals(
        model.weightsSha256(),
        SequenceTaggerTest.tagger(12)
            .setCell("none")
            .setInputCols(INPUTS)
            .fit(data.repartition(3))
            .weightsSha256());
  }

  @Test
  void aClassifierAndItsBaselineReadThem() throws IOException {
    Dataset<Row> data = data(48);
    SequenceClassifierModel model =
        new SequenceClassifier()
            .setInputCols(INPUTS)
            .setLabelCol("label")
            .setHiddenSize(8)
            .setMaxEpochs(2)
            .fit(data);
    String path = dir.resolve("classifier").toString();
    model.write().save(path);
    for (Row row : SequenceClassifierModel.load(path).transform(data).limit(8).collectAsList()) {
      assertEquals(
          row.getAs("prediction"), model.classifier().classify(tokens(row), features(row)));
    }
    BaselineTrial baseline = ClassificationBaseline.trials(model, data, data).get(1);
    assertEquals("naiveBayes", baseline.measure().orElseThrow().name());
  }

  @Test
  void aRegressorStandardizesTheNumbersAlone() throws IOException {
    Dataset<Row> data = data(48);
    SequenceRegressorModel model =
        new SequenceRegressor()
            .setInputCols(INPUTS)
            .setLabelCol("count")
            .setHiddenSize(8)
            .setMaxEpochs(2)
            .fit(data);
    String path = dir.resolve("regressor").toString();
    model.write().save(path);
    for (Row row : SequenceRegressorModel.load(path).transform(data).limit(8).collectAsList()) {
      assertEquals(
          row.<Double>getAs("prediction"),
          model.regressor().predict(tokens(row), features(row))[0],
          1e-6);
    }
  }

  @Test
  void theDigestOfABlockKnowsTokensAndFeatures() {
    byte[] digest = block(1, 0.5f).sha256();
    assertArrayEquals(digest, block(1, 0.5f).sha256());
    assertFalse(Arrays.equals(digest, block(2, 0.5f).sha256()));
    assertFalse(Arrays.equals(digest, block(1, 0.25f).sha256()));
  }

  private static SequenceBlock block(int token, float feature) {
    return SequenceBlock.of(
        List.of(new EncodedSequence(1, Column.tokens(token), Column.features(1, feature))), 1);
  }

  @Test
  void aRowWithoutAFeatureIsDropped() {
    Dataset<Row> data = data(24);
    Dataset<Row> broken =
        data.withColumn("noise", expr("if(id = 9, transform(noise, x -> double('NaN')), noise)"));
    String expected =
        SequenceTaggerTest.tagger(1)
            .setInputCols(INPUTS)
            .fit(data.where("id != 9"))
            .weightsSha256();
    SequenceTagger dropping =
        SequenceTaggerTest.tagger(1).setInputCols(INPUTS).setMode("dropmalformed");
    assertEquals(expected, dropping.fit(broken).weightsSha256());
    refused(
        () -> SequenceTaggerTest.tagger(1).setInputCols(INPUTS).fit(broken),
        "noise contains NaN at step 1, feature 1");
  }

  /** A model reads whole numbers as in its training data. */
  @Test
  void wholeNumbersAreWhatTheModelWasTrainedOn() {
    Dataset<Row> data = data(16);
    String[] both = {"tokens", "noise"};
    Dataset<Row> ids =
        data.selectExpr("id", "noise", "labels", "transform(tokens, t -> ascii(t)) as tokens");
    Dataset<Row> strings = ids.withColumn("tokens", expr("cast(tokens as array<string>)"));
    SequenceTaggerModel words = SequenceTaggerTest.tagger(1).setInputCols(both).fit(strings);
    assertTrue(words.network().tokenInput());
    assertEquals(words.evaluate(strings).loss(), words.evaluate(ids).loss());
    SequenceTaggerModel numbers = SequenceTaggerTest.tagger(1).setInputCols(both).fit(ids);
    assertEquals(2, numbers.network().inputSize());
    Dataset<Row> fractions = ids.withColumn("tokens", expr("cast(tokens as array<double>)"));
    assertEquals(numbers.evaluate(ids).loss(), numbers.evaluate(fractions).loss());
    assertEquals(
        numbers.weightsSha256(),
        SequenceTaggerTest.tagger(1).setInputCols(both).fit(fractions).weightsSha256());
  }

  @Test
  void inputsOfAnotherKindAreRefused() {
    Dataset<Row> data = data(16);
    SequenceTaggerModel joined = SequenceTaggerTest.tagger(1).setInputCols(INPUTS).fit(data);
    refused(
        () -> joined.transform(data.withColumn("tokens", data.col("noise"))),
        "trained on tokens and vectors of 3 features");
    SequenceTaggerModel dense = SequenceTaggerTest.tagger(1).setInputCols("noise").fit(data);
    refused(
        () -> dense.transform(data.withColumn("noise", data.col("tokens"))),
        "inputCol noise has type array<string>",
        "trained on vectors of 1 features");
    refused(() -> joined.tagger().tag(new String[] {"a"}, new float[2]), "2 features for 1 tokens");
    refused(
        () ->
            SequenceTaggerTest.tagger(1)
                .setInputCols(INPUTS)
                .fit(data.selectExpr("id", "tokens", "labels", "switch", "array(1D) as noise")),
        "row ",
        "steps but noise has 1");
  }
}
