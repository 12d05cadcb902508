package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.testkit.LocalSpark;

/** If no rows are held out, trials are compared in folds and the winner is trained on all rows. */
class SequenceTunerFoldsTest {
  private static final int ROWS = 36;

  @TempDir Path dir;

  private static Dataset<Row> data;
  private static TuningResult<SequenceClassifier, SequenceClassifierModel> found;

  @BeforeAll
  static void search() {
    List<Row> rows =
        IntStream.range(0, ROWS)
            .mapToObj(i -> RowFactory.create("a ".repeat(1 + i) + "b", i % 3 == 0 ? "x" : "y"))
            .toList();
    data =
        LocalSpark.session()
            .createDataFrame(
                rows,
                new StructType()
                    .add("text", DataTypes.StringType)
                    .add("class", DataTypes.StringType))
            .cache();
    found = tuner().setParallelism(1).search(data);
  }

  private static SequenceClassifier classifier() {
    return new SequenceClassifier()
        .setInputCol("text")
        .setLabelCol("class")
        .setStringTokens("words")
        .setEmbeddingSize(4)
        .setHiddenSize(4)
        .setMaxEpochs(3)
        .setBatchSize(8)
        .setNumShards(2);
  }

  private static SequenceTuner<SequenceClassifier, SequenceClassifierModel> tuner() {
    return new SequenceTuner<>(classifier())
        .setTrials(3)
        .setFolds(3)
        .choose("hiddenSize", 4, 8)
        .choose("learningRate", 0.001, 0.03);
  }

  private static Set<String> runs(TuningResult<?, ?> result) {
    return result.trials().stream()
        .map(t -> "%d %d %s %s".formatted(t.index(), t.rung(), t.metrics(), t.folds()))
        .collect(Collectors.toSet());
  }

  private static void assertFound(
      TuningResult<SequenceClassifier, SequenceClassifierModel> result) {
    assertEquals(runs(found), runs(result));
    assertEquals(found.reason(), result.reason());
    assertEquals(found.model().weightsSha256(), result.model().weightsSha256());
  }

  @Test
  void parallelismAndPlaceChangeNothing() {
    assertFound(tuner().setParallelism(2).search(data.repartition(3)));
    assertFound(tuner().search(data));
    assertFound(tuner().setTaskBytes(0).search(data));
  }

  @Test
  void theWinnerIsAnOrdinaryFitOnAllRows() {
    SequenceClassifierModel fitted = found.estimator().fit(data);
    assertEquals(fitted.weightsSha256(), found.model().weightsSha256());
    assertEquals(ROWS, found.model().summary().sequences());
    assertEquals(3, found.model().summary().epochs().size(), "all that there are to be");
    assertFalse(found.estimator().isDefined(found.estimator().validationIndicatorCol()));
  }

  /** Trainings end with the last epoch, like that of the winner. */
  @Test
  void aTrialIsMeasuredByTheMeanOfItsFolds() {
    for (Trial trial : found.trials()) {
      assertEquals(3, trial.folds().size());
      double mean = trial.folds().stream().mapToDouble(f -> f.get("loss")).average().orElseThrow();
      assertEquals(mean, trial.metric("loss"), 1e-12, "of folds of the same size");
    }
    Trial given = found.trials().stream().filter(t -> t.index() == 0).toList().get(1);
    assertEquals(3, given.maxEpochs());
    List<Map<String, Double>> accuracies = new ArrayList<>();
    tuner()
        .setTrials(1)
        .setMetric(
            "accuracy", false, (model, held) -> Map.of("accuracy", model.evaluate(held).accuracy()))
        .search(data)
        .trials()
        .forEach(trial -> accuracies.addAll(trial.rung() == 1 ? trial.folds() : List.of()));
    for (int k = 0; k < 3; k++) {
      assertEquals(given.folds().get(k).get("accuracy"), accuracies.get(k).get("accuracy"), 1e-12);
    }
  }

  @Test
  void whoIsBetterInOneFoldAloneDoesNotWin() {
    TuningResult<SequenceClassifier, SequenceClassifierModel> lucky = measured(0.9, 0.8);
    assertEquals(0, lucky.best().index());
    assertTrue(
        lucky.reason().contains("given settings stay: their accuracy is 0.8000"), lucky.reason());
    TuningResult<SequenceClassifier, SequenceClassifierModel> steady = measured(0.9, 0.85);
    assertEquals(1, steady.best().index(), steady.reason());
    assertEquals(8, steady.model().getHiddenSize());
  }

  /** A search in which hiddenSize 8 has given accuracies on held-out rows and on others. */
  private static TuningResult<SequenceClassifier, SequenceClassifierModel> measured(
      double ofRow, double elsewhere) {
    return new SequenceTuner<>(classifier().setMaxEpochs(1))
        .setTrials(2)
        .setFolds(3)
        .choose("hiddenSize", 4, 8)
        .setMetric(
            "accuracy",
            false,
            (model, held) -> {
              boolean there = !held.filter("text = 'a b'").isEmpty();
              double other = there ? ofRow : elsewhere;
              return Map.of("accuracy", model.getHiddenSize() == 8 ? other : 0.8);
            })
        .search(data);
  }

  @Test
  void aSearchGoesOnFromItsLines() throws IOException {
    String folder = dir.resolve("trials").toString();
    assertFound(tuner().setTrialsDir(folder).search(data));
    Path file = dir.resolve("trials/trials.jsonl");
    List<String> lines = Files.readAllLines(file);
    assertEquals(found.trials().size(), lines.size());
    assertTrue(lines.get(0).contains("\"folds\":[{"), lines.get(0));
    for (int kept : new int[] {lines.size() / 2, lines.size()}) {
      Files.write(file, lines.subList(0, kept));
      List<Trial> heard = new ArrayList<>();
      assertFound(tuner().setListener(heard::add).setTrialsDir(folder).search(data));
      assertEquals(lines.size() - kept, heard.size());
    }
    String message =
        assertThrows(
                InvalidInputException.class,
                () -> tuner().setFolds(2).setTrialsDir(folder).fit(data))
            .getMessage();
    assertTrue(message.contains("folds was 3 and is now 2"), message);
  }

  @Test
  void foldsAreChosenWhereNothingIsHeldOut() {
    TuningResult<SequenceClassifier, SequenceClassifierModel> result =
        new SequenceTuner<>(classifier().setMaxEpochs(1))
            .setTrials(1)
            .choose("hiddenSize", 4, 5)
            .search(data);
    assertEquals(5, result.best().folds().size());
  }

  /** Steps of a series and streams of text are not split into folds; the last ones are held out. */
  @Test
  void ofRowsThatFollowEachOtherTheLastAreHeldOut() {
    Dataset<Row> series = TunerData.series();
    TuningResult<SequenceRegressor, SequenceRegressorModel> result =
        new SequenceTuner<>(TunerData.regressor())
            .setTrials(2)
            .choose("hiddenSize", 3, 5)
            .setMetric("rmse", true, (m, held) -> Map.of("rmse", m.evaluate(held).rmse()))
            .search(series);
    assertTrue(result.best().folds().isEmpty());
    assertEquals(56, result.model().summary().sequences(), "windows of all steps");
    assertEquals(result.estimator().fit(series).weightsSha256(), result.model().weightsSha256());
    Dataset<Row> text = TunerData.text();
    LanguageModel language = TunerData.language().setMaxEpochs(1);
    SequenceTuner<LanguageModel, TrainedLanguageModel> tuner =
        new SequenceTuner<>(language).setTrials(2).choose("outputDropout", 0.1, 0.5);
    TuningResult<LanguageModel, TrainedLanguageModel> ofText = tuner.search(text);
    assertTrue(ofText.best().folds().isEmpty());
    assertEquals(ofText.estimator().fit(text).weightsSha256(), ofText.model().weightsSha256());
    TunerData.assertWrong(
        () -> tuner.setFolds(3).fit(text), "folds is 3, but the rows are in order of time");
  }

  @Test
  void foldsAndRowsHeldOutContradictEachOther() {
    TunerData.assertWrong(
        () -> new SequenceTuner<>(classifier().setValidationFraction(0.2)).setFolds(3).fit(data),
        "folds is 3, but validationFraction=0.2 already gives rows for validation");
    TunerData.assertWrong(() -> tuner().setFolds(1).fit(data), "folds is 1; expected 2 or more");
    TunerData.assertWrong(
        () -> tuner().setFolds(40).fit(data), "36 different rows are too few for 40");
    TunerData.assertWrong(() -> tuner().setFolds(3).fit(data.limit(0)), "0 different rows");
  }
}
