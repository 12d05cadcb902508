package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.testkit.LocalSpark;
import org.sparkrnn.testkit.ToyData;

/** Sets of labels, one per sequence or per step. */
class MultilabelTest {
  @TempDir Path dir;

  static SequenceClassifier classifier() {
    return new SequenceClassifier()
        .setMultilabel(true)
        .setHiddenSize(12)
        .setEmbeddingSize(4)
        .setMaxEpochs(25)
        .setBatchSize(8)
        .setLearningRate(0.03)
        .setWordDropout(0)
        .setNumShards(2)
        .setExecution("threads");
  }

  /** One set of labels per sequence: the tokens that occur in it. */
  static Dataset<Row> present() {
    return ToyData.tokens(80, 1).selectExpr("tokens", "array_distinct(tokens) as label");
  }

  /** Frames of one or two notes; next is the frame moved up by one, two frames late. */
  static Dataset<Row> frames(String element) {
    return ToyData.tokens(60, 2)
        .where("size(tokens) > 0")
        .selectExpr(
            "transform(tokens, t -> if(t = 'a', array(%s(0)), array(%s(1), %s(ascii(t) - 97))))"
                    .formatted(element, element, element)
                + " as frames")
        .selectExpr(
            "frames",
            "transform(frames, (f, t) -> if(t = 0, array(%s(3)), get(frames, t - 1))) as next"
                .formatted(element));
  }

  static SequenceClassifier chords() {
    return classifier()
        .setReadout("eachStep")
        .setInputSets(true)
        .setInputCol("frames")
        .setLabelCol("next");
  }

  @Test
  void aSequenceHasASet() throws IOException {
    Dataset<Row> data = present();
    SequenceClassifierModel model = classifier().fit(data);
    MultilabelMetrics metrics = model.evaluateSets(data);
    assertEquals(80, metrics.sequences());
    assertTrue(metrics.microF1() > 0.95, "microF1 " + metrics.microF1());
    assertTrue(metrics.nll() < 0.6, "nll " + metrics.nll());
    for (Row row : model.transform(data).collectAsList()) {
      Vector p = row.getAs("probability");
      Vector raw = row.getAs("rawPrediction");
      Set<String> likely = new TreeSet<>();
      for (int k = 0; k < 3; k++) {
        assertEquals(p.apply(k), 1 / (1 + Math.exp(-raw.apply(k))), 1e-6);
        if (p.apply(k) > 0.5) {
          likely.add(model.labels()[k]);
        }
      }
      assertEquals(likely, new TreeSet<>(row.<String>getList(2)));
    }
    String path = dir.resolve("model").toString();
    model.write().save(path);
    SequenceClassifierModel loaded = SequenceClassifierModel.load(path);
    assertEquals(model.network(), loaded.network());
    assertEquals(model.transform(data).collectAsList(), loaded.transform(data).collectAsList());
    assertEquals("labelFrequency", MultilabelBaseline.measure(model, data, data).name());
    assertThrows(InvalidInputException.class, () -> model.evaluate(data));
  }

  @Test
  void aStepHasASetAndItsInputsMayBeSetsToo() throws IOException {
    Dataset<Row> data = frames("int");
    SequenceClassifierModel model = chords().fit(data);
    assertEquals(3, model.network().inputSize());
    assertEquals(4, model.network().outputSize());
    MultilabelMetrics metrics = model.evaluateSets(data);
    assertTrue(metrics.microF1() > 0.9, "microF1 " + metrics.microF1());
    BaselineMetrics baseline = MultilabelBaseline.measure(model, data, data);
    assertEquals("labelMarkov", baseline.name());
    assertTrue(metrics.nll() < baseline.get("nll"), metrics.nll() + " " + baseline.get("nll"));
    Row row = model.transform(data).first();
    int steps = row.getList(0).size();
    assertEquals(steps, row.getList(2).size());
    assertEquals(steps, row.getList(3).size());
    assertEquals(4, ((Vector) row.getList(4).get(0)).size());
    String path = dir.resolve("chords").toString();
    model.write().save(path);
    assertEquals(
        model.transform(data).collectAsList(),
        SequenceClassifierModel.load(path).transform(data).collectAsList());
  }

  /** Features other than zeros and ones do not show the labels of the previous step. */
  @Test
  void realFeaturesAreNoLabelsOfTheStepBefore() {
    Dataset<Row> data =
        frames("int")
            .selectExpr(
                "transform(frames, f -> array(0.5D, double(size(f)), 2D)) as frames", "next");
    SequenceClassifierModel model = chords().setInputSets(false).setMaxEpochs(1).fit(data);
    assertEquals("labelFrequency", MultilabelBaseline.measure(model, data, data).name());
  }

  /** Lists of positions are the same inputs as their vectors of 0 and 1. */
  @Test
  void setsAreVectorsOfZeroAndOne() {
    Dataset<Row> sets = frames("bigint");
    Dataset<Row> vectors =
        sets.selectExpr(
            "transform(frames, f -> transform(array(0, 1, 2), k -> double(array_contains(f, bigint(k))))) as frames",
            "next");
    SequenceClassifier estimator = chords().setMaxEpochs(2);
    assertEquals(
        estimator.fit(sets).weightsSha256(),
        estimator.setInputSets(false).fit(vectors).weightsSha256());
  }

  /** 1 and 1.0 mean the same, in training and afterwards. */
  @Test
  void zerosAndOnesAreLabelsByPositionHoweverTheyAreWritten() throws IOException {
    Dataset<Row> whole =
        ToyData.tokens(40, 1)
            .selectExpr(
                "tokens",
                "transform(array('a', 'b', 'c'), t -> int(array_contains(tokens, t))) as label");
    Dataset<Row> fractions = whole.selectExpr("tokens", "cast(label as array<double>) as label");
    SequenceClassifier estimator = classifier().setMaxEpochs(2);
    SequenceClassifierModel model = estimator.fit(whole);
    assertFalse(estimator.isDefined(estimator.labelSets()));
    assertFalse(model.getLabelSets());
    assertEquals(Set.of("0", "1", "2"), Set.of(model.labels()));
    assertEquals(model.weightsSha256(), estimator.fit(fractions).weightsSha256());
    String path = dir.resolve("indicators").toString();
    model.write().save(path);
    SequenceClassifierModel loaded = SequenceClassifierModel.load(path);
    for (Dataset<Row> data : List.of(whole, fractions, whole.where("size(tokens) > 3"))) {
      assertEquals(model.evaluateSets(data).nll(), loaded.evaluateSets(data).nll());
    }
    assertEquals(model.evaluateSets(whole).nll(), loaded.evaluateSets(fractions).nll());
    assertEquals(
        MultilabelBaseline.measure(model, whole, whole).get("nll"),
        MultilabelBaseline.measure(loaded, fractions, fractions).get("nll"));
    Dataset<Row> one = whole.selectExpr("tokens", "array(1) as label");
    refused(() -> loaded.evaluateSets(one), "label has 1 numbers; expected 3");
    refused(() -> estimator.fit(one), "can be read in both ways; set labelSets=true");
    assertEquals(
        List.of("1"), List.of(classifier().setMaxEpochs(1).setLabelSets(true).fit(one).labels()));
  }

  @Test
  void aModelOfLabelsTakesNoZerosAndOnes() {
    Dataset<Row> data =
        ToyData.tokens(40, 1)
            .selectExpr("tokens", "array_distinct(transform(tokens, t -> ascii(t) - 97)) as label");
    SequenceClassifierModel model = classifier().setMaxEpochs(1).fit(data);
    assertTrue(model.getLabelSets());
    assertEquals(
        model.evaluateSets(data).nll(),
        model
            .evaluateSets(data.selectExpr("tokens", "cast(label as array<double>) as label"))
            .nll());
    refused(
        () -> model.evaluateSets(data.selectExpr("tokens", "array(1, 0, 1) as label")),
        "label contains vectors with a 0 or 1 for each label; expected lists of the labels that hold");
    refused(
        () -> classifier().fit(data.selectExpr("tokens", "array(0, 0, size(tokens)) as label")),
        "contain 0 or 1 twice, which no set of labels does, while others contain numbers");
  }

  private static void refused(Executable use, String part) {
    String message = assertThrows(InvalidInputException.class, use).getMessage();
    assertTrue(message.contains(part), "expected \"" + part + "\" in: " + message);
  }

  /** An unknown label counts as not found; an unknown position is ignored. */
  @Test
  void whatTrainingHadNotIsCountedOrLeftOut() {
    SequenceClassifierModel model = chords().setMaxEpochs(1).fit(frames("int"));
    Dataset<Row> unseen =
        LocalSpark.session()
            .sql(
                "select array(array(0), array(1, 77)) as frames, array(array(99), array(99)) as next");
    MultilabelMetrics metrics = model.evaluateSets(unseen);
    assertEquals(0, metrics.microF1());
    assertEquals(0, metrics.microRecall());
    assertTrue(Double.isFinite(metrics.nll()));
    Dataset<Row> known =
        LocalSpark.session()
            .sql("select array(array(0), array(1)) as frames, array(array(0)) as x");
    assertEquals(
        model.transform(known).first().getList(3), model.transform(unseen).first().getList(3));
  }

  @Test
  void malformedSetsAreNamed() {
    assertMessage(
        "array(array(-1))", "frames contains -1 at step 1; expected the number of a feature");
    assertMessage("array(array(1), null)", "frames is null at step 2");
    assertMessage("array(array(1, cast(null as int)))", "frames contains NaN at step 1");
    assertMessage("array(array(1), array(2))", "2 steps", "1 sets of labels");
    String message =
        assertThrows(
                InvalidInputException.class,
                () ->
                    chords()
                        .setInputSets(true)
                        .setInputCol("x")
                        .fit(one("array(1D)").selectExpr("frames as x", "next")))
            .getMessage();
    assertEquals(
        "inputCol x has type array<double>; expected array<array<int>>, because inputSets is true",
        message);
    assertThrows(
        InvalidInputException.class,
        () ->
            chords().setLabelCol("y").fit(one("array(array(1))").selectExpr("frames", "'a' as y")));
  }

  private static Dataset<Row> one(String frames) {
    return LocalSpark.session().sql("select " + frames + " as frames, array(array(1)) as next");
  }

  private static void assertMessage(String frames, String... parts) {
    String message =
        assertThrows(
                InvalidInputException.class, () -> chords().setLabelSets(true).fit(one(frames)))
            .getMessage();
    assertTrue(message.startsWith("row 1 of partition 1: "), message);
    for (String part : parts) {
      assertTrue(message.contains(part), message);
    }
  }
}
