package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.LabelScheme;
import org.sparkrnn.predict.SavedNetwork;
import org.sparkrnn.predict.Tagger;
import org.sparkrnn.testkit.LocalSpark;
import org.sparkrnn.testkit.ToyData;

/** Taggers of spans: crf outputs, label schemes, confidences, the n best sequences. */
class CrfTaggerTest {
  @TempDir Path dir;

  private static SequenceTagger tagger(int epochs) {
    return SequenceTaggerTest.tagger(epochs).setOutputLayer("crf").setBidirectional(true);
  }

  /**
   * After p comes a span of type P of two steps, after q one of Q of a single step; x is outside.
   */
  private static List<Row> rows(int n, long seed, LabelScheme scheme) {
    Random random = new Random(seed);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      List<String> tokens = new ArrayList<>();
      List<String> labels = new ArrayList<>();
      for (int part = i % 5; part > 0; part--) {
        int kind = random.nextInt(3);
        tokens.addAll(List.of(List.of("x"), List.of("p", "a", "b"), List.of("q", "a")).get(kind));
        labels.addAll(
            List.of(List.of("O"), List.of("O", "B-P", "I-P"), List.of("O", "B-Q")).get(kind));
      }
      rows.add(
          RowFactory.create(
              i, tokens.toArray(String[]::new), scheme.of(labels.toArray(String[]::new))));
    }
    return rows;
  }

  private static Dataset<Row> data(int n, long seed, LabelScheme scheme) {
    return LocalSpark.session()
        .createDataFrame(rows(n, seed, scheme), ToyData.schema(ToyData.STRINGS));
  }

  @Test
  void aCrfLearnsAndIsTheSameWhereverItIsLoaded() throws Exception {
    Dataset<Row> test = data(150, 2, LabelScheme.BIO).repartition(3);
    SequenceTaggerModel model =
        tagger(8)
            .setProbabilityCol("p")
            .setNBestCol("best")
            .setNBest(3)
            .fit(data(96, 1, LabelScheme.BIO));
    TaggingMetrics metrics = model.evaluate(test);
    assertTrue(metrics.spanF1() > 0.95, "F1 " + metrics.spanF1());
    assertEquals("O B-0 I-0 B-1".length(), tags(model).length(), tags(model));

    String path = dir.resolve("model").toString();
    model.write().save(path);
    SequenceTaggerModel loaded = SequenceTaggerModel.load(path);
    assertEquals(model.weightsSha256(), loaded.weightsSha256());
    assertEquals(metrics.loss(), loaded.evaluate(test).loss());
    List<Row> expected = model.transform(test).collectAsList();
    assertEquals(expected, loaded.transform(test).collectAsList());

    Tagger plain = SavedNetwork.load(Path.of(path)).tagger();
    assertEquals(LabelScheme.BIO.paramValue(), scheme(plain));
    for (Row row : expected) {
      String[] tokens = row.<String>getList(1).toArray(String[]::new);
      assertEquals(row.getList(3), List.of(plain.tag(tokens)));
      Tagger.Tagged tagged = plain.tagSurely(List.of(plain.encoder().encode(tokens, null))).get(0);
      List<Double> p = row.getList(4);
      for (int t = 0; t < tokens.length; t++) {
        assertEquals(p.get(t), (double) tagged.probabilities()[t]);
        assertTrue(p.get(t) > 0 && p.get(t) <= 1 + 1e-6);
      }
      List<Row> best = row.getList(5);
      assertEquals(tokens.length == 0 ? 0 : 3, best.size());
      for (int i = 0; i < best.size(); i++) {
        assertTrue(LabelScheme.BIO.isValid(best.get(i).<String>getList(0).toArray(String[]::new)));
        assertTrue(i == 0 || best.get(i).getDouble(1) <= best.get(i - 1).getDouble(1));
      }
      if (!best.isEmpty()) {
        assertEquals(row.getList(3), best.get(0).getList(0));
      }
    }
  }

  private static String tags(SequenceTaggerModel model) {
    return model.network().output().choices().get("tags").toString();
  }

  private static String scheme(Tagger tagger) {
    return tagger.network().output().choices().get("scheme").toString();
  }

  /**
   * -log of the probability of the labels, by a sum over the n best sequences, which are all
   * sequences.
   */
  @Test
  void theLossIsThatOfWholeSequences() {
    Dataset<Row> training = data(60, 1, LabelScheme.BIO);
    SequenceTaggerModel model =
        tagger(2).setLabelScheme("none").setNBestCol("best").setNBest(5000).fit(training);
    List<Row> rows = rows(40, 3, LabelScheme.BIO);
    rows.removeIf(row -> ((String[]) row.get(1)).length > 5);
    Dataset<Row> test = LocalSpark.session().createDataFrame(rows, training.schema());
    double loss = 0;
    long steps = 0;
    for (Row row : model.transform(test).collectAsList()) {
      double all = 0;
      double own = Double.NaN;
      for (Row best : row.<Row>getList(4)) {
        all += best.getDouble(1);
        own = best.getList(0).equals(row.getList(2)) ? best.getDouble(1) : own;
      }
      if (!row.getList(2).isEmpty()) {
        assertEquals(1, all, 1e-6);
        loss -= Math.log(own);
        steps += row.getList(2).size();
      }
    }
    assertEquals(loss / steps, model.evaluate(test).loss(), 1e-6);
  }

  /** Validation after each epoch computes the same loss as evaluation. */
  @Test
  void validationHasTheLossOfSequencesToo() {
    Dataset<Row> all =
        data(60, 1, LabelScheme.BIO)
            .withColumn("held", org.apache.spark.sql.functions.expr("id % 3 = 0"));
    SequenceTaggerModel model = tagger(3).setValidationIndicatorCol("held").fit(all);
    var epochs = model.summary().epochs();
    double expected = epochs.get(epochs.size() - 1).validation().meanLoss();
    assertEquals(expected, model.evaluate(all.where("held")).loss(), 1e-9);
  }

  @ParameterizedTest
  @ValueSource(strings = {"softmax", "crf"})
  void labelsAreConvertedInsideAndGivenBackAsTheyCame(String output) throws Exception {
    for (LabelScheme given : LabelScheme.values()) {
      Dataset<Row> training = data(96, 1, given);
      Dataset<Row> test = data(50, 2, given);
      for (String inside : new String[] {"bio", "bioes"}) {
        SequenceTaggerModel model =
            tagger(6).setOutputLayer(output).setLabelScheme(inside).fit(training);
        List<String> labels = model.encoder().labels().entries();
        assertEquals(inside.equals("bioes"), labels.contains("S-Q"), labels.toString());
        TaggingMetrics metrics = model.evaluate(test);
        assertTrue(metrics.spanF1() > 0.9, "%s %s".formatted(given, metrics.spanF1()));
        assertTrue(metrics.loss() < 0.3, "%s %s".formatted(given, metrics.loss()));
        assertEquals(List.of(), metrics.warnings());
        for (Row row : model.transform(test).collectAsList()) {
          assertTrue(given.isValid(row.<String>getList(3).toArray(String[]::new)), row.toString());
        }
        String path = dir.resolve(output + given + inside).toString();
        model.write().save(path);
        Tagger plain = SavedNetwork.load(Path.of(path)).tagger();
        assertArrayEquals(
            given.of("O", "B-P", "I-P", "O", "B-Q"), plain.tag("p", "a", "b", "q", "a"));
        assertEquals(metrics.loss(), SequenceTaggerModel.load(path).evaluate(test).loss());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(LabelScheme.class)
  void theSchemeOfTheDataIsRecognized(LabelScheme given) {
    SequenceTaggerModel model = tagger(1).fit(data(40, 1, given));
    assertEquals(given.paramValue(), model.network().output().choices().get("scheme"));
  }

  @Test
  void otherLabelsAreOfNoScheme() {
    SequenceTaggerModel model = tagger(12).setBidirectional(false).fit(ToyData.tokens(96, 1));
    assertEquals(null, model.network().output().choices().get("scheme"));
    assertTrue(model.evaluate(ToyData.tokens(48, 2)).accuracy() > 0.95);
    InvalidInputException e =
        assertThrows(
            InvalidInputException.class,
            () -> tagger(1).setLabelScheme("bioes").fit(ToyData.tokens(20, 1)));
    assertTrue(e.getMessage().contains("is not a label of spans, but"), e.getMessage());
  }

  @Test
  void weightsDependNeitherOnPartitionsNorOnWhereGradientsAreComputed() {
    List<Row> rows = rows(40, 4, LabelScheme.BIO);
    SequenceTagger tagger = tagger(2).setLabelScheme("bioes");
    String expected = tagger.fit(data(40, 4, LabelScheme.BIO)).weightsSha256();
    for (int partitions : new int[] {1, 2, 7}) {
      Dataset<Row> spread = ToyData.spread(rows, ToyData.STRINGS, partitions, partitions);
      assertEquals(expected, tagger.fit(spread).weightsSha256(), partitions + " partitions");
    }
    tagger.setExecution("threads");
    assertEquals(expected, tagger.fit(data(40, 4, LabelScheme.BIO)).weightsSha256());
  }

  @Test
  void aTrainingGoesOnToTheSameWeights() {
    Dataset<Row> training = data(60, 1, LabelScheme.BIO);
    String whole = tagger(4).fit(training).weightsSha256();
    String checkpoints = dir.resolve("checkpoints").toString();
    tagger(2).setCheckpointDir(checkpoints).fit(training);
    SequenceTaggerModel resumed = tagger(4).setCheckpointDir(checkpoints).fit(training);
    assertTrue(resumed.summary().resumedFrom() != null);
    assertEquals(whole, resumed.weightsSha256());
    InvalidInputException e =
        assertThrows(
            InvalidInputException.class,
            () -> tagger(4).setOutputLayer("softmax").setCheckpointDir(checkpoints).fit(training));
    assertTrue(e.getMessage().contains("outputLayer"), e.getMessage());
  }

  @Test
  void aSoftmaxHasConfidencesAndNBestToo() {
    Dataset<Row> training = data(60, 1, LabelScheme.BIO);
    SequenceTagger tagger = tagger(3).setOutputLayer("softmax");
    SequenceTaggerModel plain = tagger.fit(training);
    SequenceTaggerModel model =
        plain
            .copy(org.apache.spark.ml.param.ParamMap.empty())
            .setProbabilityCol("p")
            .setNBestCol("best")
            .setNBest(2);
    List<Row> expected = plain.transform(training).collectAsList();
    List<Row> rows = model.transform(training).collectAsList();
    assertArrayEquals(
        new String[] {"id", "tokens", "labels", "prediction", "p", "best"},
        model.transform(training).columns());
    for (int i = 0; i < rows.size(); i++) {
      assertEquals(expected.get(i).getList(3), rows.get(i).getList(3));
      double all = 1;
      for (Object p : rows.get(i).getList(4)) {
        all *= (Double) p;
      }
      if (!rows.get(i).getList(3).isEmpty()) {
        List<Row> best = rows.get(i).getList(5);
        assertEquals(2, best.size());
        assertEquals(rows.get(i).getList(3), best.get(0).getList(0));
        assertNotEquals(rows.get(i).getList(3), best.get(1).getList(0));
        assertEquals(all, best.get(0).getDouble(1), 1e-5);
      }
    }
  }

  @Test
  void typesOfSpansAreCounted() {
    String[] gold = "B-P I-P O B-Q B-P O".split(" ");
    String[] found = "B-P I-P O B-P B-P I-P".split(" ");
    var counts = new org.sparkrnn.ml.evaluation.TaggingCounts().add(gold, found, null);
    TaggingMetrics metrics =
        new TaggingMetrics(
            counts.merge(new org.sparkrnn.ml.evaluation.TaggingCounts().add(gold, found, null)));
    assertEquals(
        List.of(
            new TaggingMetrics.TagMetrics("P", 1 / 3.0, 0.5, 0.4, 4),
            new TaggingMetrics.TagMetrics("Q", 0, 0, 0, 2)),
        metrics.spanTypes());
    assertEquals(1 / 3.0, metrics.spanPrecision());
    assertEquals(1 / 3.0, metrics.spanRecall());
    assertEquals(1 / 3.0, metrics.spanF1());
    assertEquals(Arrays.asList("P", "Q"), metrics.spanTypes().stream().map(t -> t.tag()).toList());
  }

  @Test
  void tiedEmbeddingsAreRefused() {
    InvalidInputException e =
        assertThrows(
            InvalidInputException.class,
            () -> tagger(1).setTiedEmbeddings(true).fit(ToyData.tokens(20, 1)));
    assertTrue(e.getMessage().contains("outputLayer=crf"), e.getMessage());
  }
}
