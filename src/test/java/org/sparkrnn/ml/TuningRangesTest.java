package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.train.search.Range;

class TuningRangesTest {
  private static final List<RnnEstimator<?, ?>> ESTIMATORS =
      List.of(
          new SequenceTagger(),
          new SequenceClassifier(),
          new SequenceRegressor(),
          new LanguageModel(),
          new SequenceTranscriber());

  @Test
  void whatCanBeSearchedAreParams() {
    for (String name : TuningRanges.SEARCHABLE) {
      assertTrue(ESTIMATORS.stream().anyMatch(estimator -> estimator.hasParam(name)), name);
    }
  }

  @Test
  void whatIsUsualIsOfTheTaskAndCanBeSet() {
    for (RnnEstimator<?, ?> estimator : ESTIMATORS) {
      Map<String, Range> ranges = TuningRanges.usual(estimator, true, Set.of("numLayers"));
      assertTrue(ranges.containsKey("embeddingSize") && !ranges.containsKey("numLayers"));
      assertEquals(estimator instanceof SequenceClassifier, ranges.containsKey("readout"));
      assertEquals(
          estimator.getHiddenSize(), ranges.get("hiddenSize").at(0.5), "as chosen, half or twice");
      ranges.forEach(
          (name, range) -> {
            assertTrue(TuningRanges.SEARCHABLE.contains(name), name);
            TuningRanges.set(estimator, name, range.at(0));
            TuningRanges.set(estimator, name, range.at(Math.nextDown(1.0)));
          });
    }
    assertFalse(
        TuningRanges.usual(new SequenceRegressor(), false, Set.of()).containsKey("embeddingSize"));
    assertFalse(
        TuningRanges.usual(new LanguageModel().setBoundaries("stream"), true, Set.of())
            .containsKey("batchSize"));
  }

  @Test
  void whatIsUsualLiesAroundWhatIsChosen() {
    SequenceClassifier classifier =
        new SequenceClassifier()
            .setLearningRate(0.004)
            .setHiddenSize(64)
            .setNumLayers(2)
            .setInputDropout(0.1)
            .setOutputDropout(0.3)
            .setBatchSize(16)
            .setWeightDecay(0.1)
            .setConvLayers("32x8x2, 64x5");
    assertEquals(
        "{learningRate=0.001..0.016, hiddenSize=32|64|128, numLayers=2|3, inputDropout=0.0..0.3,"
            + " outputDropout=0.1..0.5, batchSize=8|16|32, weightDecay=0.025..0.4,"
            + " readout=lastStep|mean|max|meanMax|attention, convLayers=32x8x2, 64x5|64x8x2,128x5}",
        TuningRanges.usual(classifier, false, Set.of()).toString());
    assertFalse(
        TuningRanges.usual(classifier.setMultilabel(true).setReadout("eachStep"), false, Set.of())
            .containsKey("readout"),
        "rows would be read in another way");
  }

  @Test
  void tiedEmbeddingsAreAsWideAsTheStates() {
    LanguageModel tied = new LanguageModel().setTiedEmbeddings(true);
    assertEquals(
        Map.of("hiddenSize", 50, "embeddingSize", 50),
        TuningRanges.reconcile(tied, Map.of("hiddenSize", 50)));
    assertEquals(Map.of("cell", "gru"), TuningRanges.reconcile(tied, Map.of("cell", "gru")));
    assertEquals(
        Map.of("hiddenSize", 50),
        TuningRanges.reconcile(new LanguageModel(), Map.of("hiddenSize", 50)));
    assertTrue(TuningRanges.usual(tied, true, Set.of()).containsKey("hiddenSize"));
    assertFalse(TuningRanges.usual(tied, true, Set.of("embeddingSize")).containsKey("hiddenSize"));
  }

  @Test
  void aLossThatIsNotTheSameForAllComparesNothing() {
    TuningRanges.requireComparable(Set.of("loss", "cell"), "rmse");
    assertThrows(
        InvalidInputException.class,
        () -> TuningRanges.requireComparable(Set.of("loss", "cell"), "loss"));
  }
}
