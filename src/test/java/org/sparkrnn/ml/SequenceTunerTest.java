package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.spark.SparkContext;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.ml.TuningVerdict.Scale;
import org.sparkrnn.testkit.LocalSpark;
import org.sparkrnn.testkit.ToyData;

/** The same search finds the same settings and weights, wherever its trainings run. */
class SequenceTunerTest {
  private static final int TRIALS = 5;

  @TempDir Path dir;

  private static Dataset<Row> data;
  private static TuningResult<SequenceTagger, SequenceTaggerModel> found;

  @BeforeAll
  static void search() {
    data = ToyData.tokens(64, 1).cache();
    found = tuner().setParallelism(1).search(data);
  }

  private static SequenceTagger tagger() {
    return new SequenceTagger()
        .setEmbeddingSize(4)
        .setHiddenSize(4)
        .setMaxEpochs(3)
        .setBatchSize(16)
        .setNumShards(3)
        .setValidationFraction(0.3);
  }

  /** A tuner with one learning rate that cannot work. */
  private static SequenceTuner<SequenceTagger, SequenceTaggerModel> tuner() {
    return tuner(tagger());
  }

  private static SequenceTuner<SequenceTagger, SequenceTaggerModel> tuner(SequenceTagger tagger) {
    return new SequenceTuner<>(tagger)
        .setTrials(TRIALS)
        .choose("learningRate", 0.03, 0.01, 1e38)
        .choose("hiddenSize", 4, 6, 8)
        .choose("optimizer", "sgd", "adam");
  }

  private static Set<String> runs(TuningResult<?, ?> result) {
    return result.trials().stream()
        .map(
            t ->
                "%d %d %s %s %s"
                    .formatted(t.index(), t.rung(), t.settings(), t.metrics(), t.error()))
        .collect(Collectors.toSet());
  }

  private static void assertSameAs(
      TuningResult<SequenceTagger, SequenceTaggerModel> expected,
      TuningResult<SequenceTagger, SequenceTaggerModel> result) {
    assertEquals(runs(expected), runs(result));
    assertEquals(expected.best().index(), result.best().index());
    assertEquals(expected.model().weightsSha256(), result.model().weightsSha256());
  }

  @Test
  void parallelismAndPlaceChangeNothing() {
    assertSameAs(found, tuner().setParallelism(3).search(data));
    assertSameAs(found, tuner().setTaskBytes(0).search(data));
  }

  @Test
  void theWinnerIsAnOrdinaryFit() {
    assertEquals(found.best().maxEpochs(), found.estimator().getMaxEpochs());
    SequenceTaggerModel fitted = found.estimator().fit(data);
    assertEquals(fitted.weightsSha256(), found.model().weightsSha256());
    assertEquals(fitted.summary().bestEpoch(), found.model().summary().bestEpoch());
    assertEquals(fitted.summary().steps(), found.model().summary().steps());
    assertEquals(
        fitted.summary().epochs().get(0).validation().meanLoss(),
        found.model().summary().epochs().get(0).validation().meanLoss());
    assertEquals(
        fitted.explainParams(), found.model().explainParams(), "and says the same of itself");
    assertSame(found.model().parent().getClass(), SequenceTagger.class);
  }

  @Test
  void theFirstTrialIsAsGivenAndNoneIsClearlyBetterThanTheWinner() {
    Trial given =
        found.trials().stream().filter(t -> t.index() == 0 && t.rung() == 1).findFirst().get();
    assertTrue(given.settings().isEmpty());
    SequenceTaggerModel model = tagger().fit(data);
    int best = model.summary().bestEpoch() - 1;
    assertEquals(model.summary().epochs().get(best).validation().meanLoss(), given.metric("loss"));
    Scale scale =
        new Scale(
            "loss", true, new double[] {model.summary().epochs().get(0).validation().steps()});
    TuningVerdict verdict = TuningVerdict.of(found.trials(), scale).orElseThrow();
    assertEquals(found.best(), verdict.winner());
    assertEquals(found.reason(), verdict.reason());
  }

  @Test
  void aTrialThatDivergesIsOneOfThem() {
    List<Trial> failed = found.trials().stream().filter(t -> t.error() != null).toList();
    assertFalse(failed.isEmpty(), found.trials().toString());
    for (Trial trial : failed) {
      assertEquals(1e38, trial.settings().get("learningRate"));
      assertTrue(trial.error().contains("diverged"), trial.error());
      assertTrue(trial.metrics().isEmpty());
    }
    InvalidInputException none =
        assertThrows(
            InvalidInputException.class,
            () ->
                new SequenceTuner<>(tagger().setLearningRate(1e38).setOptimizer("sgd"))
                    .setTrials(2)
                    .choose("hiddenSize", 5)
                    .fit(data));
    assertTrue(
        none.getMessage().contains("none of the 2 trials could be trained"), none.getMessage());
  }

  @Test
  void aSearchGoesOnFromItsLines() throws IOException {
    Path folder = dir.resolve("trials");
    assertSameAs(found, tuner().setTrialsDir(folder.toString()).search(data));
    Path file = folder.resolve("trials.jsonl");
    List<String> lines = Files.readAllLines(file);
    assertEquals(found.trials().size(), lines.size());
    for (int kept : new int[] {lines.size() / 2, lines.size()}) {
      Files.write(file, lines.subList(0, kept));
      List<Trial> heard = new ArrayList<>();
      TuningResult<SequenceTagger, SequenceTaggerModel> result =
          tuner().setListener(heard::add).setTrialsDir(folder.toString()).search(data);
      assertSameAs(found, result);
      assertEquals(lines.size() - kept, heard.size(), "the others are not trained again");
      assertEquals(lines.size(), Files.readAllLines(file).size());
    }
    InvalidInputException other =
        assertThrows(
            InvalidInputException.class,
            () -> tuner().choose("hiddenSize", 4, 5).setTrialsDir(folder.toString()).fit(data));
    assertTrue(
        other.getMessage().contains("range of hiddenSize was 4|6|8 and is now 4|5"),
        other.getMessage());
    InvalidInputException rows =
        assertThrows(
            InvalidInputException.class,
            () -> tuner().setTrialsDir(folder.toString()).fit(ToyData.tokens(60, 2)));
    assertTrue(rows.getMessage().contains("training data was "), rows.getMessage());
  }

  /** As on a cluster of another size, without a set number of shards. */
  @Test
  void aSearchGoesOnWithAsManyShardsAsItBeganWith() throws IOException {
    Path folder = dir.resolve("shards");
    tuner().setTrials(2).setTrialsDir(folder.toString()).search(data);
    SequenceTagger unset = tagger();
    unset.clear(unset.numShards());
    assertSameAs(found, tuner(unset).setTrialsDir(folder.toString()).search(data));
    assertEquals(0, unset.getNumShards());
  }

  @Test
  void timeEndsASearchWithWhatItHas() {
    TuningResult<SequenceTagger, SequenceTaggerModel> result =
        tuner().setTrials(100).setMinutes(1e-6).search(data);
    assertTrue(result.trials().size() < 20, result.trials().toString());
    assertEquals(result.estimator().fit(data).weightsSha256(), result.model().weightsSha256());
  }

  @Test
  void anInterruptedSearchLeavesNoJobs() throws Exception {
    CountDownLatch first = new CountDownLatch(1);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                tuner().setTrials(100).setListener(trial -> first.countDown()).fit(data);
              } catch (Throwable t) {
                thrown.set(t);
              }
            });
    thread.start();
    first.await();
    thread.interrupt();
    thread.join();
    assertInstanceOf(CancellationException.class, thrown.get());
    SparkContext spark = LocalSpark.session().sparkContext();
    long end = System.nanoTime() + 20_000_000_000L;
    while (spark.statusTracker().getActiveJobIds().length > 0) {
      assertTrue(System.nanoTime() < end, "jobs run on");
      Thread.sleep(10);
    }
  }

  @Test
  void whatCannotBeSearchedIsToldAtOnce() {
    TunerData.assertWrong(
        () -> tuner().choose("hiddensize", 4), "unknown key hiddensize", "hiddenSize?");
    TunerData.assertWrong(
        () -> tuner().between("learningRate", -1, 1), "learningRate is -1.0; expected");
    TunerData.assertWrong(
        () -> tuner().choose("cell", "lstm", "lstmm"), "cell is lstmm; expected one of");
    TunerData.assertWrong(
        () -> tuner().choose("lowercase", true, false), "lowercase cannot be searched");
    TunerData.assertWrong(() -> tuner().choose("minCount", 1, 2), "minCount cannot be searched");
    TunerData.assertWrong(
        () -> tuner().choose("inputCol", "a", "b"), "inputCol cannot be searched");
    TunerData.assertWrong(() -> tuner().choose("maxEpochs", 1, 2), "maxEpochs cannot be searched");
    TunerData.assertWrong(() -> tuner().between("cell", 1, 2), "cell is not a number");
    TunerData.assertWrong(
        () -> tuner().between("hiddenSize", 1.5, 2), "hiddenSize is 1.5; expected a whole");
    TunerData.assertWrong(
        () -> tuner().between("hiddenSize", 9, 2), "hiddenSize=9..2 ends below its beginning");
    TunerData.assertWrong(
        () -> tuner().between("weightDecay", 0, 1), "searched on a logarithmic scale");
    TunerData.assertWrong(
        () -> new SequenceTuner<>(new SequenceClassifier()).choose("readout", "max", "eachStep"),
        "readout eachStep");
    TunerData.assertWrong(
        () -> new SequenceTuner<>(tagger().setCheckpointDir("x")).fit(data), "checkpointDir is x");
  }

  @Test
  void itIsAnEstimatorThatSearchesWhatIsUsual() {
    SequenceTuner<SequenceTagger, SequenceTaggerModel> tuner =
        new SequenceTuner<>(tagger().setMaxEpochs(1))
            .setTrials(2)
            .keep("embeddingSize")
            .setEvaluator(new SequenceTaggingEvaluator().setMetricName("macroF1"));
    Dataset<Row> output =
        new Pipeline().setStages(new PipelineStage[] {tuner}).fit(data).transform(data);
    assertEquals(64, output.select("prediction").count());
    SequenceTuner<SequenceTagger, SequenceTaggerModel> copy =
        tuner.copy(new ParamMap().put(tuner.trials(), 3));
    assertEquals(tuner.uid(), copy.uid());
    assertEquals(3, copy.getTrials());
    TuningResult<SequenceTagger, SequenceTaggerModel> result = copy.search(data);
    Trial second = result.trials().stream().filter(t -> t.index() == 1).findFirst().get();
    assertNull(second.error());
    assertEquals(
        Set.of(
            "learningRate",
            "hiddenSize",
            "numLayers",
            "inputDropout",
            "outputDropout",
            "batchSize",
            "wordDropout"),
        second.settings().keySet());
  }

  /** The states of its streams are carried from step to step. */
  @Test
  void aLanguageModelIsSearchedToo() {
    Dataset<Row> text = TunerData.text();
    LanguageModel language = TunerData.language().setMaxEpochs(3).setValidationFraction(0.3);
    TunerData.assertWrong(
        () -> new SequenceTuner<>(language).choose("batchSize", 4, 8), "batchSize cannot be");
    TuningResult<LanguageModel, TrainedLanguageModel> result =
        new SequenceTuner<>(language).setTrials(4).choose("outputDropout", 0.1, 0.5).search(text);
    assertEquals(3, result.trials().stream().mapToInt(Trial::index).distinct().count());
    assertEquals(result.estimator().fit(text).weightsSha256(), result.model().weightsSha256());
  }

  /** Its examples are cut from one series and have other columns than it. */
  @Test
  void aForecastIsSearchedToo() {
    Dataset<Row> series = TunerData.series();
    SequenceRegressor regressor = TunerData.regressor().setValidationFraction(0.3);
    TuningResult<SequenceRegressor, SequenceRegressorModel> result =
        new SequenceTuner<>(regressor)
            .setTrials(3)
            .choose("hiddenSize", 3, 5)
            .setMetric("rmse", true, (m, held) -> java.util.Map.of("rmse", m.evaluate(held).rmse()))
            .search(series);
    SequenceRegressorModel fitted = result.estimator().fit(series);
    assertEquals(fitted.weightsSha256(), result.model().weightsSha256());
    assertEquals(fitted.explainParams(), result.model().explainParams());
    assertNotNull(result.model().transform(series).head());
  }
}
