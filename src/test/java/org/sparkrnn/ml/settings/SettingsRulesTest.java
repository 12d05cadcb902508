package org.sparkrnn.ml.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.ml.LanguageModel;
import org.sparkrnn.ml.SequenceClassifier;
import org.sparkrnn.ml.SequenceRegressor;
import org.sparkrnn.ml.SequenceTagger;
import org.sparkrnn.ml.network.DescribedTraining;

class SettingsRulesTest {
  private static DataFacts series(long rows, int length) {
    return new DataFacts(
        false, false, false, rows, rows * length, rows, Map.of("a", rows), 1, false);
  }

  private static DataFacts words(long rows) {
    return new DataFacts(true, false, false, rows, rows * 10, rows, Map.of(), 1, false);
  }

  private static int epochs(Settings settings) {
    return (int) settings.get("maxEpochs");
  }

  /** Fewer rows get more epochs, so that the number of updates is similar. */
  @ParameterizedTest
  @CsvSource({"30", "300", "3000", "13000"})
  void thereAreEnoughUpdatesWhateverTheRows(long rows) {
    Settings settings = SettingsRules.tagging(words(rows));
    long updates = epochs(settings) * ((rows - 1) / (int) settings.get("batchSize") + 1);
    assertTrue(updates >= 600 && updates <= 7000, updates + " updates in " + settings);
  }

  /** Of a million series an epoch reads some windows each, which end anywhere in the period. */
  @Test
  void windowsOfManySeriesAreBounded() {
    Settings few = SettingsRules.manySeries(DataFacts.ofSeries(400, 400 * 700, true), 48, 24);
    assertNull(few.get("windowStep"));
    Settings many =
        SettingsRules.manySeries(DataFacts.ofSeries(1_000_000, 60_000_000, true), 6, 12);
    assertEquals(1, many.get("maxEpochs"));
    int step = (int) many.get("windowStep");
    assertTrue(step > 1 && step % 2 != 0 && step % 3 != 0, "step " + step);
    long last = 60 - 6;
    long first = Math.min((int) many.get("window"), (last + 1) / 2);
    assertTrue(((last - first) / step + 1) * 1_000_000 <= 4_000_000, "step " + step);
  }

  /** Without a period of several steps, windows may be any number of steps apart. */
  @ParameterizedTest
  @CsvSource({"1, 14", "3, 13", "7, 9", "12, 11", "24, 11"})
  void stepsBetweenWindowsShareNoFactorWithThePeriod(int period, int step) {
    DataFacts facts = DataFacts.ofSeries(1_000_000, 60_000_000, true);
    assertEquals(step, SettingsRules.manySeries(facts, 6, period).get("windowStep"));
  }

  /** The window has whole periods, and so few patches that a recurrent layer reads them all. */
  @ParameterizedTest
  @CsvSource({"7, 7, 98", "24, 24, 336", "96, 48, 288", "168, 56, 504", "365, 5, 1095"})
  void longPeriodsAreReadInParts(int period, int patch, int window) {
    DataFacts facts = DataFacts.ofSeries(100, 100 * 2000, true);
    Settings settings = SettingsRules.manySeries(facts, 4, period);
    assertEquals(patch, settings.get("patch"));
    assertEquals(window, settings.get("window"));
  }

  private static DataFacts labelled(Map<String, Long> labels) {
    return new DataFacts(true, false, false, 60, 600, 60, labels, 1, false);
  }

  @Test
  void labelsOfSpansDependOnEachOther() {
    DataFacts spans = labelled(Map.of("O", 500L, "B-PER", 60L, "I-PER", 40L));
    Settings settings = SettingsRules.tagging(spans);
    assertEquals("crf", settings.get("outputLayer"));
    SequenceTagger tied = new SequenceTagger().setTiedEmbeddings(true);
    assertNull(SettingsRules.reconcile(settings, tied).get("outputLayer"));
    SequenceTagger smooth = new SequenceTagger().setLabelSmoothing(0.1);
    Settings ofSmooth = SettingsRules.reconcile(SettingsRules.tagging(spans), smooth);
    assertNull(ofSmooth.get("outputLayer"));
    DataFacts words = labelled(Map.of("NOUN", 300L, "X-ray", 300L));
    assertNull(SettingsRules.tagging(words).get("outputLayer"));
    assertNull(SettingsRules.tagging(labelled(Map.of("O", 600L))).get("outputLayer"));
  }

  @Test
  void wordsAreLowerCasedWhereTheirCharactersTellTheirCase() {
    assertEquals(true, SettingsRules.tagging(words(100)).get("lowercase"));
    DataFacts characters = new DataFacts(true, true, false, 9, 90, 9, Map.of(), 1, false);
    assertNull(SettingsRules.tagging(characters).get("lowercase"));
    for (SequenceTagger given :
        List.of(
            new SequenceTagger().setCharacterFilters(0),
            new SequenceTagger().setPretrainedVectors("cased.vec"))) {
      Settings settings = SettingsRules.reconcile(SettingsRules.tagging(words(100)), given);
      assertNull(settings.get("lowercase"));
    }
    SequenceTagger spelled =
        new SequenceTagger().setCharacterFilters(0).setCharacterEncoder("bilstm");
    Settings settings = SettingsRules.reconcile(SettingsRules.tagging(words(100)), spelled);
    assertEquals(true, settings.get("lowercase"));
  }

  @Test
  void aTableOfWhichRowsAreUpdatedIsNotTied() {
    LanguageModel given = new LanguageModel().setLevel("word").setSparseUpdates(true);
    Settings settings = SettingsRules.reconcile(SettingsRules.language(words(100)), given);
    assertNull(settings.get("tiedEmbeddings"));
    given.setTiedEmbeddings(true);
    String message =
        assertThrows(InvalidInputException.class, () -> DescribedTraining.ofTexts(given))
            .getMessage();
    assertTrue(
        message.startsWith("sparseUpdates and tiedEmbeddings are both true, but a tied"), message);
  }

  @Test
  void manyRowsArePassedOverAFewTimes() {
    assertEquals(3, epochs(SettingsRules.tagging(words(10_000_000))));
    assertTrue(epochs(SettingsRules.classification(series(1000, 100_000))) <= 10);
  }

  @Test
  void rowsAreHeldOutWhereTheDataCanSpareThem() {
    assertNull(SettingsRules.classification(series(100, 50)).get("validationFraction"));
    assertNull(SettingsRules.classification(series(100, 50)).get("earlyStoppingPatience"));
    assertEquals(0.1, SettingsRules.tagging(words(10_000)).get("validationFraction"));
    assertEquals(0.001, SettingsRules.tagging(words(1_000_000)).get("validationFraction"));
    DataFacts validated = new DataFacts(true, false, false, 100, 1000, 100, Map.of(), 1, true);
    assertNull(SettingsRules.tagging(validated).get("validationFraction"));
    assertTrue((int) SettingsRules.tagging(validated).get("earlyStoppingPatience") >= 5);
  }

  /** If the user sets the length of training, it uses all rows, as without these rules. */
  @Test
  void whoSaysHowLongTrainingLastsIsNotStopped() {
    SequenceTagger given = new SequenceTagger().setMaxEpochs(7);
    Settings settings = SettingsRules.reconcile(SettingsRules.tagging(words(10_000)), given);
    assertNull(settings.get("validationFraction"));
    assertNull(settings.get("earlyStoppingPatience"));
  }

  @Test
  void whatIsSetKeepsItsValue() {
    SequenceTagger given = new SequenceTagger().setHiddenSize(7).setLearningRate(0.5);
    Settings chosen = SettingsRules.tagging(words(10)).fill(given);
    assertEquals(7, given.getHiddenSize());
    assertEquals(0.5, given.getLearningRate());
    assertNull(chosen.get("hiddenSize"));
    assertEquals(given.getEmbeddingSize(), chosen.get("embeddingSize"));
  }

  @Test
  void convolutionsGiveWayToAWindow() {
    SequenceClassifier given = new SequenceClassifier().setCell("none").setWindow(3);
    Settings settings = SettingsRules.reconcile(SettingsRules.classification(series(9, 9)), given);
    assertNull(settings.get("convLayers"));
  }

  @Test
  void aLinearPathGivesWayToWhatItDoesNotFit() {
    SequenceRegressor plain = new SequenceRegressor().setConvLayers("8x3");
    assertEquals(1, skip(plain));
    assertNull(skip(new SequenceRegressor().setConvLayers("8x3x2")));
    assertNull(skip(new SequenceRegressor().setReadout("mean")));
    assertEquals(1, skip(new SequenceRegressor().setReadout("eachStep")));
    assertNull(SettingsRules.regression(words(9)).get("linearSkip"));
  }

  private static Object skip(SequenceRegressor given) {
    Settings settings = SettingsRules.regression(series(9, 9));
    return SettingsRules.reconcile(settings, given).get("linearSkip");
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 200", "50, 0, 50", "0, 70, 70"})
  void oneTableServesBothSides(int embeddingSize, int hiddenSize, int size) {
    LanguageModel given = new LanguageModel();
    if (embeddingSize > 0) {
      given.setEmbeddingSize(embeddingSize);
    }
    if (hiddenSize > 0) {
      given.setHiddenSize(hiddenSize);
    }
    SettingsRules.reconcile(SettingsRules.language(words(10)), given).fill(given);
    assertTrue(given.getTiedEmbeddings());
    assertEquals(size, given.getEmbeddingSize());
    assertEquals(size, given.getHiddenSize());
  }

  @Test
  void rareClassesCountMoreWhereSomeAreRare() {
    DataFacts even =
        new DataFacts(
            true, true, false, 60, 600, 60, Map.of("a", 20L, "b", 20L, "c", 20L), 1, false);
    assertNull(SettingsRules.classification(even).get("classWeights"));
    DataFacts uneven =
        new DataFacts(true, true, false, 60, 600, 60, Map.of("a", 50L, "b", 5L, "c", 5L), 1, false);
    assertEquals("squareRoot", SettingsRules.classification(uneven).get("classWeights"));
  }

  @Test
  void theRarerOfTwoClassesCountsMoreWhereItIsRare() {
    DataFacts two =
        new DataFacts(true, true, false, 1000, 9000, 1000, Map.of("a", 990L, "b", 10L), 1, false);
    assertEquals("squareRoot", SettingsRules.classification(two).get("classWeights"));
  }

  /** The number of updates does not depend on the batch size that the user sets. */
  @ParameterizedTest
  @CsvSource({"4", "16", "64"})
  void aGivenBatchSizeChangesTheEpochsInstead(int batchSize) {
    SequenceTagger given = new SequenceTagger().setBatchSize(batchSize);
    Settings settings = SettingsRules.reconcile(SettingsRules.tagging(words(1000)), given);
    long updates = epochs(settings) * ((1000L - 1) / batchSize + 1);
    assertTrue(updates > 3500 && updates < 5500, updates + " updates in " + settings);
  }

  @Test
  void whoChoosesTheOptimizerGetsNoDecayOfAnother() {
    SequenceRegressor given = new SequenceRegressor().setOptimizer("adam");
    Settings settings = SettingsRules.reconcile(SettingsRules.regression(series(500, 9)), given);
    assertNull(settings.get("weightDecay"));
  }

  /** Whole series are held out one by one, and windows fit into them. */
  @ParameterizedTest
  @CsvSource({"1, 2500, 48, false", "40, 30, 2, false", "1000, 1000, 48, true"})
  void seriesInRowsAreSparedWhereThereAreMany(long series, int length, int window, boolean held) {
    Settings settings =
        SettingsRules.regression(DataFacts.ofSeries(series, series * length, false));
    assertEquals(window, settings.get("window"));
    assertEquals(held ? 0.1 : null, settings.get("validationFraction"));
  }

  @Test
  void theLastStepsOfATableAreSpared() {
    Settings settings = SettingsRules.regression(DataFacts.ofSeries(8000, 8000, false));
    assertEquals(48, settings.get("window"));
    assertEquals(0.1, settings.get("validationFraction"));
  }
}
