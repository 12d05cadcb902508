package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Vocabulary;
import org.sparkrnn.nn.Network;
import org.sparkrnn.predict.SavedNetwork;
import org.sparkrnn.testkit.Interruption;
import org.sparkrnn.testkit.LocalSpark;
import org.sparkrnn.testkit.ToyData;

/**
 * Taggers with pretrained vectors, whose first number decides the label. Words 0 to 39 are in the
 * training data, those from 40 on only in the vectors.
 */
class PretrainedVectorsTest {
  private static final int D = 3;
  private static final int WORDS = 80;
  private static final int TRAINED = 40;

  @TempDir Path dir;
  private String vectors;

  private static String word(int i) {
    return "word" + (char) ('a' + i / 20) + (char) ('a' + i % 20);
  }

  private static String label(int i) {
    return i % 3 == 0 ? "P" : "N";
  }

  private static float[] vector(int i) {
    return new float[] {label(i).equals("P") ? 0.8f : -0.7f, i / 100f, 0.5f - i / 90f};
  }

  @BeforeEach
  void write() throws IOException {
    StringBuilder text = new StringBuilder(WORDS + " " + D + "\n");
    for (int i = 0; i < WORDS; i++) {
      text.append(word(i));
      for (float number : vector(i)) {
        text.append(' ').append(number);
      }
      text.append('\n');
    }
    vectors = Files.writeString(dir.resolve("vectors.vec"), text).toString();
  }

  /** Sentences of words from one to another, some of which begin with a capital letter. */
  private static List<Row> rows(int n, int from, int to, long seed) {
    Random random = new Random(seed);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      String[] words = new String[1 + i % 5];
      String[] labels = new String[words.length];
      for (int t = 0; t < words.length; t++) {
        int k = from + random.nextInt(to - from);
        words[t] = t == 0 ? word(k).toUpperCase(Locale.ROOT) : word(k);
        labels[t] = label(k);
      }
      rows.add(RowFactory.create(i, words, labels));
    }
    rows.add(RowFactory.create(n, new String[] {"--none--"}, new String[] {"N"}));
    return rows;
  }

  private static Dataset<Row> data(List<Row> rows, int partitions) {
    return ToyData.spread(rows, ToyData.STRINGS, partitions, partitions);
  }

  private static Dataset<Row> training() {
    return data(rows(60, 0, TRAINED, 1), 2);
  }

  private SequenceTagger tagger(String mode) {
    return new SequenceTagger()
        .setAutomatic(false)
        .setPretrainedVectors(vectors)
        .setPretrainedMode(mode)
        .setCell("none")
        .setHiddenSize(6)
        .setBatchSize(16)
        .setLearningRate(0.02)
        .setWordDropout(0.05)
        .setNumShards(3)
        .setMaxEpochs(10);
  }

  private static float[] row(SequenceTaggerModel model, String word) {
    int id = model.encoder().tokens().find(word);
    int from = new Network(model.network()).layout().block("embedding.weight").offset() + id * D;
    return Arrays.copyOfRange(model.weights(), from, from + D);
  }

  @Test
  void wordsThatOnlyTheVectorsHaveAreKnownAfterSavingToo() throws IOException {
    SequenceTaggerModel model = tagger("freeze").fit(training());
    assertEquals(D, model.network().embeddingSize());
    assertEquals(D, model.getEmbeddingSize());
    Dataset<Row> unseen = data(rows(60, TRAINED, WORDS, 2), 2);
    TaggingMetrics metrics = model.evaluate(unseen);
    assertTrue(metrics.accuracy() > 0.97, metrics.toString());

    Path saved = dir.resolve("model");
    model.write().save(saved.toString());
    Files.delete(Path.of(vectors)); // the model does not need them any more
    SequenceTaggerModel loaded = SequenceTaggerModel.load(saved.toString());
    assertEquals(model.weightsSha256(), loaded.weightsSha256());
    assertEquals(
        model.transform(unseen).collectAsList().toString(),
        loaded.transform(unseen).collectAsList().toString());
    String[] words = {word(60), word(61), word(77).toUpperCase(Locale.ROOT), "never seen"};
    assertArrayEquals(model.tagger().tag(words), SavedNetwork.load(saved).tagger().tag(words));
    assertArrayEquals(new String[] {"P", "N", "N"}, Arrays.copyOf(loaded.tagger().tag(words), 3));
    assertEquals(1, loaded.encoder().unknownTokens(words));
    assertTrue(loaded.encoder().tokens().byForms());
    assertTrue(Files.readString(saved.resolve("network.json")).contains("\"formatVersion\" : 3"));
  }

  @Test
  void noMoreWordsAreAddedThanExtraWordsAllows() {
    SequenceTagger tagger = tagger("freeze").setMaxEpochs(1);
    Vocabulary all = tagger.fit(training()).encoder().tokens();
    Vocabulary five = tagger.setExtraWords(5).fit(training()).encoder().tokens();
    Vocabulary none = tagger.setExtraWords(0).fit(training()).encoder().tokens();
    assertEquals(none.entries(), all.entries().subList(0, none.size()));
    assertEquals(five.entries(), all.entries().subList(0, none.size() + 5));
    assertTrue(all.entries().containsAll(List.of(word(0), word(40), word(79))));
    assertFalse(none.entries().contains(word(40)));
    assertEquals(List.of("<unk>", "--none--"), all.entries().subList(0, 2));
  }

  @Test
  void frozenVectorsStayBitForBitAndTunedOnesDoNot() {
    for (String optimizer : List.of("adam", "adamw", "momentum")) {
      SequenceTaggerModel frozen = tagger("freeze").setOptimizer(optimizer).fit(training());
      SequenceTaggerModel tuned = tagger("tune").setOptimizer(optimizer).fit(training());
      assertEquals(frozen.encoder().tokens().entries(), tuned.encoder().tokens().entries());
      for (int i = 0; i < WORDS; i++) {
        assertArrayEquals(vector(i), row(frozen, word(i)), word(i));
        String seen = word(i).toUpperCase(Locale.ROOT);
        if (frozen.encoder().tokens().entries().contains(seen)) {
          assertArrayEquals(vector(i), row(frozen, seen), seen);
          assertFalse(Arrays.equals(vector(i), row(tuned, seen)), seen);
        }
        if (i >= TRAINED) {
          assertArrayEquals(vector(i), row(tuned, word(i)), word(i));
        }
      }
    }
  }

  /** Words with a vector are known even if they are rare. */
  @Test
  void minCountIsForWordsWithoutAVector() {
    List<Row> rows = rows(60, 0, TRAINED, 1);
    SequenceTaggerModel model = tagger("tune").setMinCount(50).setMaxEpochs(1).fit(data(rows, 1));
    Vocabulary tokens = model.encoder().tokens();
    assertEquals(0, tokens.findOrUnknown("--none--"));
    String first = ((String[]) rows.get(0).get(1))[0];
    assertEquals(first, tokens.entry(tokens.find(first)));
  }

  @Test
  void validationKnowsTheWordsThatTheModelWillKnow() {
    List<Row> rows = new ArrayList<>();
    for (Row row : rows(60, 0, TRAINED, 1)) {
      rows.add(RowFactory.create(row.get(0), row.get(1), row.get(2), false));
    }
    for (Row row : rows(30, TRAINED, WORDS, 2)) {
      rows.add(RowFactory.create(100, row.get(1), row.get(2), true));
    }
    Dataset<Row> marked =
        LocalSpark.session()
            .createDataFrame(
                rows, ToyData.schema(ToyData.STRINGS).add("held", DataTypes.BooleanType));
    SequenceTagger tagger = tagger("tune").setOptimizer("adamw").setValidationIndicatorCol("held");
    SequenceTaggerModel model = tagger.fit(marked);
    double best =
        model.summary().epochs().get(model.summary().bestEpoch() - 1).validation().accuracy();
    assertEquals(best, model.evaluate(marked.filter("held")).accuracy(), 1e-12);
    assertTrue(best > 0.8, "validation " + best);
    for (int i = TRAINED; i < WORDS; i++) { // not even by weight decay
      assertArrayEquals(vector(i), row(model, word(i)), word(i));
    }
    SequenceTaggerModel searched =
        new SequenceTuner<>(tagger).setTrials(1).choose("hiddenSize", 6).fit(marked);
    assertEquals(model.weightsSha256(), searched.weightsSha256());
  }

  @Test
  void freezingFirstGoesOnFromCheckpointsToTheSameWeights() {
    SequenceTagger tagger =
        tagger("freezeFirst").setFrozenEpochs(2).setMaxEpochs(5).setBatchSize(8);
    List<Row> rows = rows(60, 0, TRAINED, 1);
    SequenceTaggerModel whole = tagger.fit(data(rows, 2));
    SequenceTaggerModel still = tagger.copy(ParamMap.empty()).setMaxEpochs(2).fit(data(rows, 2));
    assertArrayEquals(vector(1), row(still, word(1)));
    assertFalse(Arrays.equals(vector(1), row(whole, word(1))));

    SequenceTagger resumable =
        tagger.setCheckpointDir(dir.resolve("checkpoints").toString()).setCheckpointInterval(1);
    Interruption interruption = new Interruption(7);
    SequenceTaggerModel resumed =
        interruption.untilDone(
            listener -> {
              int n = interruption.interruptions();
              return resumable
                  .setExecution(n % 2 == 0 ? "spark" : "threads")
                  .setListener(listener)
                  .fit(data(rows, 1 + n % 4));
            });
    assertTrue(interruption.interruptions() >= 3);
    assertEquals(whole.weightsSha256(), resumed.weightsSha256());

    resumable.setListener(null);
    assertRefused(resumable.setFrozenEpochs(3), "frozenEpochs was 2 and is now 3");
    resumable.setFrozenEpochs(2);
    String other = vectors.replace("vectors.vec", "other.vec");
    try {
      Files.writeString(Path.of(other), Files.readString(Path.of(vectors)).replace("0.8", "0.9"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    assertRefused(resumable.setPretrainedVectors(other), "with other pretrained vectors");
  }

  @Test
  void weightsDoNotDependOnTheCluster() {
    SequenceTagger tagger = tagger("tune").setMaxEpochs(3);
    List<Row> rows = rows(60, 0, TRAINED, 1);
    String sha = tagger.fit(data(rows, 3)).weightsSha256();
    assertEquals(sha, tagger.setExecution("threads").fit(data(rows, 1)).weightsSha256());
    tagger.setExecution("spark");
    LocalSpark.stop();
    SparkSession one =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", false)
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .getOrCreate();
    try {
      Dataset<Row> data = one.createDataFrame(rows, ToyData.schema(ToyData.STRINGS));
      assertEquals(sha, tagger.fit(data).weightsSha256());
    } finally {
      one.stop();
    }
  }

  private static void assertRefused(RnnEstimator<?, ?> estimator, String expected) {
    String message =
        assertThrows(InvalidInputException.class, () -> estimator.fit(training())).getMessage();
    assertTrue(message.contains(expected), message);
  }

  @Test
  void whatContradictsTheVectorsIsRefused() throws IOException {
    assertRefused(
        tagger("tune").setEmbeddingSize(4),
        "embeddingSize is 4, but the vectors in pretrainedVectors "
            + vectors
            + " have 3 numbers; set embeddingSize=3, or leave it out");
    assertRefused(tagger("tune").setPretrainedVectors(dir + "/none"), "does not exist");
    Files.writeString(Path.of(vectors), Files.readString(Path.of(vectors)) + "cut 1 2\n");
    assertRefused(tagger("tune").setAutomatic(true), "vectors.vec:82: the line ends with 2");
    SequenceTagger numbers = tagger("tune");
    String message =
        assertThrows(InvalidInputException.class, () -> numbers.fit(ToyData.vectors(8, 1)))
            .getMessage();
    assertTrue(message.contains("the input columns have numbers and no tokens"), message);
    message =
        assertThrows(
                InvalidInputException.class,
                () -> new SequenceTuner<>(numbers).choose("embeddingSize", 3, 4))
            .getMessage();
    assertTrue(message.contains("embeddingSize cannot be searched"), message);
  }

  @Test
  void aLanguageModelBeginsWithVectorsOfItsOwnWords() {
    LanguageModel model =
        new LanguageModel()
            .setAutomatic(false)
            .setPretrainedVectors(vectors)
            .setTiedEmbeddings(true)
            .setHiddenSize(D)
            .setLearningRate(1e-7)
            .setNumShards(2)
            .setMaxEpochs(1);
    Dataset<Row> rows = training();
    TrainedLanguageModel trained = model.fit(rows);
    Vocabulary tokens = trained.encoder().tokens();
    assertEquals(-1, tokens.find(word(50)));
    assertFalse(tokens.byForms());
    int id = tokens.find(word(1));
    float[] row = Arrays.copyOfRange(trained.weights(), id * D, (id + 1) * D);
    assertArrayEquals(vector(1), row, 1e-4f);
    assertRefused(
        model.copy(ParamMap.empty()).setExtraWords(3), "extraWords is 3, but a language model");
    assertRefused(
        model.copy(ParamMap.empty()).setPretrainedMode("freeze"),
        "pretrainedMode is freeze and tiedEmbeddings is true");
    model.setTiedEmbeddings(false).setPretrainedMode("freeze").setLearningRate(0.1);
    trained = model.fit(rows);
    assertArrayEquals(vector(1), Arrays.copyOfRange(trained.weights(), id * D, (id + 1) * D));
  }
}
