package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Vocabulary;
import org.sparkrnn.nn.Network;
import org.sparkrnn.nn.ParamLayout;
import org.sparkrnn.testkit.Interruption;
import org.sparkrnn.testkit.LocalSpark;
import org.sparkrnn.testkit.ToyData;

/** Taggers and other estimators that begin with a saved model. */
class WarmStartTest {
  @TempDir static Path shared;
  @TempDir Path dir;
  private static SequenceTaggerModel old;
  private static String saved;

  static SequenceTagger tagger() {
    return new SequenceTagger()
        .setAutomatic(false)
        .setBatchSize(16)
        .setWordDropout(0)
        .setNumShards(3)
        .setLearningRate(0.02)
        .setMaxEpochs(3);
  }

  @BeforeAll
  static void train() throws IOException {
    old = fitted();
    saved = shared.resolve("old").toString();
    old.write().save(saved);
  }

  /** The model from which trainings start; its network differs from the defaults. */
  static SequenceTaggerModel fitted() {
    return tagger()
        .setHiddenSize(6)
        .setEmbeddingSize(5)
        .setCell("gru")
        .setBidirectional(true)
        .setOutputLayer("crf")
        .fit(ToyData.tokens(40, 1));
  }

  /** Also with a token and a label that the old model does not know. */
  private static Dataset<Row> grown(int n) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      String[] tokens = {"d", i % 2 == 0 ? "a" : "c", "d", "b"};
      rows.add(RowFactory.create(i, tokens, new String[] {"S", "D", i % 2 == 0 ? "A" : "C", "D"}));
    }
    return LocalSpark.session().createDataFrame(rows, ToyData.schema(ToyData.STRINGS));
  }

  /** The values of a tensor, by its name. */
  private static float[] tensor(RnnModel<?, ?> model, String name) {
    ParamLayout.Block block = new Network(model.network()).layout().block(name);
    return Arrays.copyOfRange(model.weights(), block.offset(), block.end());
  }

  private static float[] row(float[] matrix, int row, int size) {
    return Arrays.copyOfRange(matrix, row * size, (row + 1) * size);
  }

  @Test
  void whatTheOldModelKnowsKeepsItsRowsAndNewEntriesFollow() {
    SequenceTaggerModel begun =
        tagger()
            .setInitialModel(saved)
            .setMaxEpochs(1)
            .setFrozenBlocks("embedding", "rnn.", "output.")
            .fit(grown(8));
    assertEquals("gru", begun.getCell());
    assertEquals(6, begun.getHiddenSize());
    assertEquals(5, begun.getEmbeddingSize());
    assertTrue(begun.getBidirectional());
    assertEquals("crf", begun.getOutputLayer());
    Vocabulary tokens = begun.encoder().tokens();
    Vocabulary before = old.encoder().tokens();
    assertEquals(before.entries(), tokens.entries().subList(0, before.size()));
    assertEquals(List.of("d"), tokens.entries().subList(before.size(), tokens.size()));
    List<String> labels = begun.encoder().labels().entries();
    List<String> known = old.encoder().labels().entries();
    assertEquals(known, labels.subList(0, known.size()));
    assertEquals(List.of("D"), labels.subList(known.size(), labels.size()));

    int V = before.size();
    float[] table = tensor(begun, "embedding.weight");
    assertArrayEquals(tensor(old, "embedding.weight"), Arrays.copyOf(table, V * 5));
    assertTrue(row(table, V, 5)[0] != 0, "a new token begins at random");
    int K = known.size();
    for (String name : List.of("rnn.weight_hh_l0", "rnn.bias_hn_l0_reverse")) {
      assertArrayEquals(tensor(old, name), tensor(begun, name), name);
    }
    assertArrayEquals(
        tensor(old, "output.weight"), Arrays.copyOf(tensor(begun, "output.weight"), K * 12));
    for (String name : List.of("output.bias", "output.start_transitions")) {
      assertArrayEquals(tensor(old, name), Arrays.copyOf(tensor(begun, name), K), name);
      assertEquals(0f, tensor(begun, name)[K], name);
    }
    float[] transitions = tensor(begun, "output.transitions");
    for (int k = 0; k < K; k++) {
      float[] row = row(transitions, k, K + 1);
      assertArrayEquals(row(tensor(old, "output.transitions"), k, K), Arrays.copyOf(row, K));
      assertEquals(0f, row[K]);
    }
  }

  @Test
  void trainingGoesOnWhereTheOldModelEnded() {
    Dataset<Row> rows = ToyData.tokens(40, 1);
    SequenceTagger all =
        tagger().setHiddenSize(6).setEmbeddingSize(5).setBatchSize(40).setMaxEpochs(30);
    SequenceTaggerModel before = all.fit(rows);
    double next = all.setMaxEpochs(31).fit(rows).summary().epochs().get(30).loss();
    String path = dir.resolve("before").toString();
    try {
      before.write().save(path);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    SequenceTagger again = tagger().setBatchSize(40).setMaxEpochs(1);
    double first = again.fit(rows).summary().epochs().get(0).loss();
    double begun = again.setInitialModel(path).fit(rows).summary().epochs().get(0).loss();
    assertEquals(next, begun, 1e-6);
    assertTrue(begun < 0.8 * first, begun + " and " + first);
  }

  @ParameterizedTest
  @ValueSource(strings = {"adamw", "momentum", "sgd", "rmsprop"})
  void frozenBlocksStayBitForBit(String optimizer) {
    SequenceTagger freezing =
        tagger()
            .setInitialModel(saved)
            .setOptimizer(optimizer)
            .setWeightDecay(0.1)
            .setAverageDecay(0.9)
            .setGradientClipNorm(0.1)
            .setGradientClipValue(0.01)
            .setFrozenBlocks("embedding.weight", "rnn.weight_hh", "rnn.bias_hh_l0", "output.tran");
    for (boolean sparse : new boolean[] {false, true}) {
      SequenceTaggerModel model = freezing.setSparseUpdates(sparse).fit(ToyData.tokens(40, 2));
      for (ParamLayout.Block block : new Network(old.network()).layout().blocks()) {
        boolean frozen =
            block.name().matches("embedding.weight|rnn.weight_hh.*|rnn.bias_hn.*|output.trans.*");
        assertEquals(
            frozen,
            Arrays.equals(tensor(old, block.name()), tensor(model, block.name())),
            block.name());
      }
    }
  }

  @Test
  void clippingCountsWhatIsTrainedAlone() {
    SequenceTagger one = tagger().setInitialModel(saved).setMaxEpochs(1).setBatchSize(64);
    Dataset<Row> rows = ToyData.tokens(40, 2);
    double all = one.fit(rows).summary().epochs().get(0).gradientNorm();
    double some = one.setFrozenBlocks("rnn.").fit(rows).summary().epochs().get(0).gradientNorm();
    double rest =
        one.setFrozenBlocks("embedding", "output")
            .fit(rows)
            .summary()
            .epochs()
            .get(0)
            .gradientNorm();
    assertEquals(all * all, some * some + rest * rest, 1e-6 * all * all);
    assertTrue(some < all && some > 0);
  }

  @Test
  void weightsDoNotDependOnTheLayoutAndAResumedTrainingIsTheSame() {
    SequenceTagger begun =
        tagger().setInitialModel(saved).setFrozenBlocks("embedding").setBatchSize(8);
    List<Row> rows = ToyData.rows(40, 3);
    String sha = begun.fit(ToyData.spread(rows, ToyData.STRINGS, 3, 1)).weightsSha256();
    SequenceTagger resumable =
        begun
            .copy(ParamMap.empty())
            .setCheckpointDir(dir.resolve("checkpoints").toString())
            .setCheckpointInterval(1);
    Interruption interruption = new Interruption(5);
    SequenceTaggerModel resumed =
        interruption.untilDone(
            listener -> {
              int n = interruption.interruptions();
              return resumable
                  .setExecution(n % 2 == 0 ? "spark" : "threads")
                  .setListener(listener)
                  .fit(ToyData.spread(rows, ToyData.STRINGS, 1 + n % 4, n));
            });
    assertTrue(interruption.interruptions() >= 2);
    assertEquals(sha, resumed.weightsSha256());
    resumable.setListener(null);
    Dataset<Row> data = ToyData.spread(rows, ToyData.STRINGS, 1, 1);
    assertRefused(
        resumable.copy(ParamMap.empty()).setInitialPrefixes("embedding", "output."),
        data,
        "began with other pretrained vectors or another initialModel");
    assertRefused(
        resumable.copy(ParamMap.empty()).setFrozenBlocks("rnn."),
        data,
        "frozenBlocks was [embedding]");
  }

  private static void assertRefused(RnnEstimator<?, ?> estimator, Dataset<Row> data, String text) {
    String message =
        assertThrows(InvalidInputException.class, () -> estimator.fit(data)).getMessage();
    assertTrue(message.contains(text), message);
  }

  private String saved(RnnModel<?, ?> model, String name) throws IOException {
    String path = dir.resolve(name).toString();
    model.write().save(path);
    return path;
  }

  @Test
  void aModelOfAnotherTaskGivesAllButItsOutput() throws IOException {
    TrainedLanguageModel language =
        new LanguageModel()
            .setAutomatic(false)
            .setHiddenSize(7)
            .setEmbeddingSize(4)
            .setCell("gru")
            .setNumLayers(2)
            .setMaxEpochs(1)
            .setNumShards(2)
            .fit(ToyData.tokens(30, 5));
    SequenceTaggerModel model =
        tagger()
            .setInitialModel(saved(language, "language"))
            .setFrozenBlocks("embedding", "rnn")
            .fit(grown(8));
    assertEquals(2, model.getNumLayers());
    assertEquals("softmax", model.getOutputLayer());
    assertArrayEquals(tensor(language, "rnn.weight_hh_l1"), tensor(model, "rnn.weight_hh_l1"));
    Vocabulary tokens = model.encoder().tokens();
    float[] table = tensor(model, "embedding.weight");
    for (String token : List.of("a", "b", "c", "<unk>")) {
      int there = language.encoder().tokens().find(token);
      assertArrayEquals(
          row(tensor(language, "embedding.weight"), there, 4), row(table, tokens.find(token), 4));
    }
    assertEquals(
        List.of("A", "C", "D", "S"), model.encoder().labels().entries().stream().sorted().toList());
  }

  @Test
  void someTensorsAloneAreTakenWhereThatIsAsked() {
    SequenceTagger recurrent =
        tagger()
            .setInitialModel(saved)
            .setInitialPrefixes("rnn.")
            .setFrozenBlocks("rnn.")
            .setMaxEpochs(1);
    SequenceTaggerModel model = recurrent.fit(grown(8));
    assertArrayEquals(tensor(old, "rnn.weight_hh_l0"), tensor(model, "rnn.weight_hh_l0"));
    assertFalse(model.encoder().tokens().entries().containsAll(List.of("e")));
    assertEquals(List.of("<unk>", "d", "b", "a", "c"), model.encoder().tokens().entries());
    SequenceTaggerModel swapped =
        recurrent
            .setInitialPrefixes("rnn.weight_hh_l0=rnn.weight_hh_l0_reverse")
            .setFrozenBlocks("rnn.weight_hh_l0")
            .fit(grown(8));
    assertArrayEquals(tensor(old, "rnn.weight_hh_l0_reverse"), tensor(swapped, "rnn.weight_hh_l0"));
  }

  @Test
  void settingsFollowFromTheModelBeforeTheyFollowFromTheData() {
    SequenceTagger chosen =
        new SequenceTagger().setInitialModel(saved).withChosenSettings(ToyData.tokens(40, 1));
    assertEquals("gru", chosen.getCell());
    assertEquals(6, chosen.getHiddenSize());
    assertEquals(0, chosen.getCharacterFilters());
    assertFalse(chosen.getLowercase());
    assertEquals(0.005, chosen.getLearningRate());
    assertNotEquals(0, chosen.getOutputDropout());
  }

  @Test
  void aSearchTrainsFromTheModel() {
    SequenceTagger begun = tagger().setInitialModel(saved).setValidationFraction(0.3);
    Dataset<Row> rows = ToyData.tokens(60, 4);
    SequenceTaggerModel fitted = begun.fit(rows);
    SequenceTaggerModel searched =
        new SequenceTuner<>(begun).setTrials(1).choose("learningRate", 0.02).fit(rows);
    assertEquals(fitted.weightsSha256(), searched.weightsSha256());
    assertNotEquals(
        fitted.weightsSha256(), begun.setInitialPrefixes("rnn.").fit(rows).weightsSha256());
  }

  @Test
  void numbersKeepTheScaleThatTheWeightsHaveLearned() throws IOException {
    List<Row> rows = new ArrayList<>();
    List<Row> shifted = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      double[][] steps = {{i % 7, 100 + i % 3}, {i % 5, 100 - i % 4}};
      double[][] other = {{50 + i % 7, i % 3}};
      rows.add(RowFactory.create(i, steps, (double) (i % 7 + i % 5)));
      shifted.add(RowFactory.create(i, other, 1000.0 + i));
    }
    org.apache.spark.sql.types.StructType schema =
        new org.apache.spark.sql.types.StructType()
            .add("id", "int")
            .add("steps", "array<array<double>>")
            .add("label", "double");
    SequenceRegressor regressor =
        new SequenceRegressor()
            .setAutomatic(false)
            .setInputCol("steps")
            .setLabelCol("label")
            .setNumShards(2)
            .setMaxEpochs(2);
    SequenceRegressorModel before =
        regressor
            .copy(ParamMap.empty())
            .setHiddenSize(4)
            .fit(LocalSpark.session().createDataFrame(rows, schema));
    regressor.setInitialModel(saved(before, "regressor"));
    Dataset<Row> later = LocalSpark.session().createDataFrame(shifted, schema);
    SequenceRegressorModel after = regressor.fit(later);
    assertEquals(
        before.encoder().standardization().lines(), after.encoder().standardization().lines());
    assertRefused(
        regressor.copy(ParamMap.empty()).setStandardize(false),
        later,
        "standardize is false, but initialModel");
    assertRefused(regressor.copy(ParamMap.empty()).setInputCol("label"), later, "label");
  }

  @Test
  void aClassThatTheDataLacksIsKept() throws IOException {
    SequenceClassifier classifier =
        new SequenceClassifier()
            .setAutomatic(false)
            .setLabelCol("class")
            .setNumShards(2)
            .setMaxEpochs(1);
    Dataset<Row> rows = ToyData.tokens(24, 1);
    SequenceClassifierModel before =
        classifier
            .copy(ParamMap.empty())
            .setHiddenSize(4)
            .fit(rows.withColumn("class", functions.expr("concat('c', id % 3)")));
    classifier.setInitialModel(saved(before, "classifier"));
    for (String weights : List.of("balanced", "squareRoot", "c1:2")) {
      SequenceClassifierModel after =
          classifier
              .setClassWeights(weights)
              .fit(rows.withColumn("class", functions.expr("concat('c', 1 + id % 3)")));
      List<String> labels = new ArrayList<>(before.encoder().labels().entries());
      labels.add("c3");
      assertEquals(labels, after.encoder().labels().entries());
      assertTrue(Double.isFinite(after.summary().epochs().get(0).loss()));
    }
  }
}
