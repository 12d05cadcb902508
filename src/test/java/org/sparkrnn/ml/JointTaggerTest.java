package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.SparkException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.nn.output.CrfOutputSpec;
import org.sparkrnn.nn.output.LinearOutputSpec;
import org.sparkrnn.nn.output.PoolingType;
import org.sparkrnn.predict.SavedNetwork;
import org.sparkrnn.predict.Tagger;
import org.sparkrnn.testkit.LocalSpark;
import org.sparkrnn.testkit.ToyData;

/** Taggers with several label columns, including labels of whole sequences. */
class JointTaggerTest {
  private static final StructType SCHEMA =
      ToyData.schema(ToyData.STRINGS)
          .add("intent", DataTypes.StringType)
          .add("kind", DataTypes.createArrayType(DataTypes.IntegerType));

  @TempDir Path dir;

  /**
   * After p comes a span of type P of two steps, after q one of Q of a single step; x is outside.
   * The intent is the kinds of spans that occur; the kind of a step is x, p or q.
   */
  private static List<Row> rows(int n, long seed) {
    Random random = new Random(seed);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      List<String> tokens = new ArrayList<>();
      List<String> labels = new ArrayList<>();
      List<Integer> kinds = new ArrayList<>();
      for (int part = i % 5; part > 0; part--) {
        int which = random.nextInt(3);
        tokens.addAll(List.of(List.of("x"), List.of("p", "a", "b"), List.of("q", "a")).get(which));
        labels.addAll(
            List.of(List.of("O"), List.of("O", "B-P", "I-P"), List.of("O", "B-Q")).get(which));
        kinds.addAll(List.of(List.of(1), List.of(1, 0, 0), List.of(1, 0)).get(which));
      }
      String intent =
          (labels.contains("B-P") ? "P" : "") + (labels.contains("B-Q") ? "Q" : "") + "!";
      rows.add(
          RowFactory.create(
              i,
              tokens.toArray(String[]::new),
              labels.toArray(String[]::new),
              intent,
              kinds.toArray(Integer[]::new)));
    }
    return rows;
  }

  private static Dataset<Row> data(int n, long seed) {
    return LocalSpark.session().createDataFrame(rows(n, seed), SCHEMA);
  }

  private static SequenceTagger tagger(int epochs, String... labelCols) {
    return SequenceTaggerTest.tagger(epochs)
        .setBidirectional(true)
        .setHiddenSize(12)
        .setLabelCols(labelCols);
  }

  @ParameterizedTest
  @ValueSource(strings = {"softmax", "crf"})
  void severalTargetsAreLearnedAndTheSameWhereverTheyAreLoaded(String layer) throws Exception {
    Dataset<Row> test = data(150, 2).repartition(3);
    SequenceTaggerModel model =
        tagger(25, "labels", "intent", "kind")
            .setOutputLayer(layer)
            .setProbabilityCol("p")
            .setNBestCol("best")
            .setNBest(2)
            .fit(data(120, 1));
    TaggingMetrics metrics = model.evaluate(test);
    assertEquals(List.of("labels", "intent", "kind"), List.copyOf(metrics.targets().keySet()));
    assertTrue(metrics.spanF1() > 0.95, "F1 " + metrics.spanF1());
    TaggingMetrics intents = metrics.targets().get("intent");
    // a fifth of the sequences are empty, so nothing shows their intent
    assertTrue(intents.accuracy() > 0.75, "intents " + intents.accuracy());
    assertTrue(intents.ofSequence() && !intents.bio());
    assertEquals(150, intents.steps());
    TaggingMetrics kinds = metrics.targets().get("kind");
    assertTrue(kinds.accuracy() > 0.95, "kinds " + kinds.accuracy());
    assertEquals(metrics.steps(), kinds.steps());
    for (TaggingMetrics target : metrics.targets().values()) {
      assertTrue(target.loss() > 0 && target.loss() < 0.7, "loss " + target.loss());
    }

    String path = dir.resolve("model").toString();
    model.write().save(path);
    for (String file : List.of("labels.txt", "labels.1.txt", "labels.2.txt")) {
      assertTrue(Files.exists(dir.resolve("model").resolve(file)), file);
    }
    SequenceTaggerModel loaded = SequenceTaggerModel.load(path);
    assertEquals(model.weightsSha256(), loaded.weightsSha256());
    assertEquals(model.network(), loaded.network());
    TaggingMetrics again = loaded.evaluate(test);
    metrics
        .targets()
        .forEach((name, target) -> assertEquals(target.loss(), again.targets().get(name).loss()));
    Dataset<Row> predicted = loaded.transform(test);
    assertEquals(predicted.schema(), loaded.transformSchema(test.schema()));
    List<Row> expected = model.transform(test).collectAsList();
    assertEquals(expected, predicted.collectAsList());
    requireSamePlainly(SavedNetwork.load(Path.of(path)).tagger(), expected);
  }

  /** Columns: 5 prediction, 6 p, 7 prediction_intent, 8 p_intent, 9 and 10 of kind, 11 best. */
  private static void requireSamePlainly(Tagger plain, List<Row> rows) {
    assertEquals(3, plain.targets());
    for (Row row : rows) {
      String[] tokens = row.<String>getList(1).toArray(String[]::new);
      var sequences = List.of(plain.encoder().encode(tokens, null));
      assertEquals(row.getList(5), List.of(plain.tag(tokens)));
      List<List<String[]>> each = plain.tagEach(sequences);
      assertEquals(row.getList(5), List.of(each.get(0).get(0)));
      assertArrayEquals(new String[] {row.getString(7)}, each.get(1).get(0));
      assertEquals(row.getList(9), List.of(each.get(2).get(0)));
      List<List<Tagger.Tagged>> sure = plain.tagEachSurely(sequences);
      assertEquals(row.getDouble(8), (double) sure.get(1).get(0).probabilities()[0]);
      List<Double> p = row.getList(10);
      for (int t = 0; t < tokens.length; t++) {
        assertEquals(p.get(t), (double) sure.get(2).get(0).probabilities()[t]);
      }
      List<Row> best = row.getList(11);
      assertEquals(tokens.length == 0 ? 0 : 2, best.size());
      if (!best.isEmpty() && plain.network().output().parts().get(0) instanceof CrfOutputSpec) {
        assertEquals(row.getList(5), best.get(0).getList(0));
      }
    }
  }

  @Test
  void weightsDependNeitherOnPartitionsNorOnTheOrderOfRows() {
    List<Row> rows = new ArrayList<>(rows(60, 4));
    SequenceTagger tagger =
        tagger(2, "labels", "intent", "kind").setOutputLayer("crf").setWordDropout(0.1);
    String expected = tagger.fit(data(60, 4)).weightsSha256();
    for (int partitions : new int[] {1, 3, 7}) {
      Collections.shuffle(rows, new Random(partitions));
      Dataset<Row> spread =
          LocalSpark.session().createDataFrame(ToyData.rdd(rows, partitions), SCHEMA);
      for (String execution : new String[] {"spark", "threads"}) {
        assertEquals(
            expected,
            tagger.setExecution(execution).fit(spread).weightsSha256(),
            partitions + " partitions, " + execution);
      }
    }
  }

  @Test
  void aLabelOfTheSequenceCanBeTheMainOne() {
    SequenceTaggerModel model =
        tagger(20, "intent", "labels").setSequenceReadout("max").fit(data(120, 1));
    Dataset<Row> test = data(60, 2);
    TaggingMetrics metrics = model.evaluate(test);
    assertTrue(metrics.ofSequence() && metrics.accuracy() > 0.75, "" + metrics.accuracy());
    assertTrue(metrics.targets().get("labels").spanF1() > 0.9);
    long steps = rows(60, 2).stream().mapToLong(row -> ((String[]) row.get(1)).length).sum();
    assertEquals(steps, metrics.steps());
    LinearOutputSpec intent = (LinearOutputSpec) model.network().output().parts().get(0);
    assertEquals(PoolingType.MAX, intent.pooling());
    Row row = model.transform(test).where("id = 9").head();
    assertEquals(row.getString(3), row.getString(5), "prediction");
    assertEquals(row.getList(2), row.getList(6), "prediction_labels");
    assertEquals(row.getList(2), List.of(model.tagger().tag(tokens(row))));
    assertEquals(2, TaggingBaseline.trials(model, test, test).size());
    assertEquals(
        List.of("majority", "naiveBayes"),
        TaggingBaseline.trials(model, test, test).stream().map(BaselineTrial::name).toList());
    BaselineMetrics majority = TaggingBaseline.trials(model, test, test).get(0).measure().get();
    assertTrue(majority.get("accuracy") < metrics.accuracy());
  }

  private static String[] tokens(Row row) {
    return row.<String>getList(1).toArray(String[]::new);
  }

  @Test
  void oneLabelColumnIsTheSameByEitherParam() {
    SequenceTaggerModel one = SequenceTaggerTest.tagger(1).fit(data(40, 1));
    SequenceTaggerModel same = SequenceTaggerTest.tagger(1).setLabelCols("labels").fit(data(40, 1));
    assertEquals(one.weightsSha256(), same.weightsSha256());
    assertEquals(one.network(), same.network());
    assertEquals(one.evaluate(data(20, 2)).loss(), same.evaluate(data(20, 2)).loss());
  }

  @Test
  void labelsOfSpansAreConvertedInEachColumn() throws Exception {
    SequenceTaggerModel model =
        tagger(10, "labels", "intent")
            .setOutputLayer("crf")
            .setLabelScheme("bioes")
            .fit(data(120, 1));
    String path = dir.resolve("model").toString();
    model.write().save(path);
    assertTrue(Files.readString(dir.resolve("model/network.json")).contains("\"schemes\""));
    SequenceTaggerModel loaded = SequenceTaggerModel.load(path);
    TaggingMetrics metrics = loaded.evaluate(data(60, 2));
    assertEquals(model.evaluate(data(60, 2)).loss(), metrics.loss());
    assertTrue(metrics.spanF1() > 0.9, "F1 " + metrics.spanF1());
    assertTrue(Files.readString(dir.resolve("model/labels.txt")).contains("S-Q"));
    assertTrue(
        loaded.transform(data(60, 2)).collectAsList().stream()
            .flatMap(row -> row.<String>getList(5).stream())
            .noneMatch(label -> label.startsWith("S-")));
  }

  @Test
  void settingsFollowFromTheFirstColumnOfSpans() {
    SequenceTagger tagger = new SequenceTagger().setLabelCols("intent", "kind", "labels");
    assertEquals("crf", tagger.withChosenSettings(data(60, 1)).getOutputLayer());
    tagger.setLabelCols("intent", "kind");
    assertEquals("softmax", tagger.withChosenSettings(data(60, 1)).getOutputLayer());
  }

  @Test
  void malformedRowsAreNamedOrDropped() {
    List<Row> rows = new ArrayList<>(rows(40, 1));
    String[] tokens = {"x", "q"};
    rows.add(3, RowFactory.create(-1, tokens, new String[] {"O", "O"}, null, new Integer[] {1, 0}));
    rows.add(5, RowFactory.create(-2, tokens, new String[] {"O", "O"}, "Q", new Integer[] {1}));
    Dataset<Row> all = LocalSpark.session().createDataFrame(rows, SCHEMA).coalesce(1);
    SequenceTagger tagger = tagger(1, "labels", "intent", "kind");
    assertRefused("intent is null; drop rows", tagger, all);
    assertRefused("2 steps (tokens or vectors) but 1 labels", tagger, all.where("id <> -1"));
    SequenceTaggerModel dropping = tagger.setMode("dropmalformed").fit(all);
    assertEquals(2, dropping.summary().droppedRows());
    assertEquals(tagger.fit(data(40, 1)).weightsSha256(), dropping.weightsSha256());
    assertEquals(40, dropping.evaluate(dropping.withoutMalformed(all)).sequences());
  }

  @Test
  void labelsThatTrainingHadNotAreMistakesOfTheirTarget() {
    SequenceTaggerModel model = tagger(1, "labels", "intent").fit(data(40, 1));
    Dataset<Row> strange = data(40, 2).withColumn("intent", functions.lit("strange"));
    TaggingMetrics metrics = model.evaluate(strange);
    assertEquals(0, metrics.targets().get("intent").accuracy());
    assertTrue(Double.isNaN(metrics.targets().get("intent").loss()));
    assertTrue(metrics.accuracy() > 0);
    assertTrue(metrics.warnings().get(0).contains("(strange)"), metrics.warnings().toString());
  }

  @Test
  void whatCannotBeCombinedIsRefused() {
    Dataset<Row> data = data(20, 1);
    assertRefused(
        "labelCol labels and labelCols labels, intent are both set",
        tagger(1, "labels", "intent").setLabelCol("labels"),
        data);
    assertRefused("none of them twice", tagger(1, "labels", "labels"), data);
    assertRefused(
        "labelCols is intent, id, and each of these columns has one label per sequence",
        tagger(1, "intent", "id"),
        data);
    assertRefused("expected array<string> or array<int>", tagger(1, "intent"), data);
    assertRefused("labelCols none", tagger(1, "labels", "none"), data);
    assertRefused(
        "predictionCol prediction_intent already exists",
        tagger(1, "labels", "intent"),
        data.withColumn("prediction_intent", functions.lit(1)));
    assertRefused(
        "tiedEmbeddings is true with several labelCols",
        tagger(1, "labels", "kind").setTiedEmbeddings(true).setBidirectional(false),
        data);
    SequenceTaggerModel model = tagger(1, "labels", "intent").fit(data);
    String message =
        assertThrows(
                InvalidInputException.class,
                () ->
                    model
                        .copy(org.apache.spark.ml.param.ParamMap.empty())
                        .setLabelCols("labels")
                        .evaluate(data))
            .getMessage();
    assertTrue(message.contains("has learned 2 targets"), message);
    message =
        assertThrows(
                InvalidInputException.class,
                () ->
                    model
                        .copy(org.apache.spark.ml.param.ParamMap.empty())
                        .setLabelCols("labels")
                        .transform(data))
            .getMessage();
    assertTrue(message.contains("has learned 2 targets"), message);
    message =
        assertThrows(
                InvalidInputException.class,
                () ->
                    model
                        .copy(org.apache.spark.ml.param.ParamMap.empty())
                        .setLabelCols("labels", "kind")
                        .evaluate(data))
            .getMessage();
    assertTrue(message.contains("labelCols kind has type array<int>"), message);
  }

  @Test
  void aCheckpointOfOtherTargetsIsRefused() {
    SequenceTagger tagger =
        tagger(1, "labels", "intent")
            .setCheckpointDir(dir.resolve("checkpoints").toString())
            .setCheckpointInterval(1);
    String first = tagger.fit(data(20, 1)).weightsSha256();
    assertEquals(first, tagger.fit(data(20, 1)).weightsSha256());
    String message =
        assertThrows(
                InvalidInputException.class,
                () -> tagger.setLabelCols("labels", "kind").fit(data(20, 1)))
            .getMessage();
    assertTrue(message.contains("checkpoint"), message);
  }

  private static void assertRefused(String part, SequenceTagger tagger, Dataset<Row> data) {
    Throwable thrown = assertThrows(Exception.class, () -> tagger.fit(data));
    while (thrown instanceof SparkException && thrown.getCause() != null) {
      thrown = thrown.getCause();
    }
    assertTrue(thrown instanceof InvalidInputException, thrown.toString());
    assertTrue(thrown.getMessage().contains(part), thrown.getMessage());
    assertFalse(thrown.getMessage().contains("\n"), thrown.getMessage());
  }
}
