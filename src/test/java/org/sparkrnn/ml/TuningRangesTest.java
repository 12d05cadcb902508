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
          new LanguageModel());

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
      assertEquals(!(estimator instanceof LanguageModel), ranges.containsKey("bidirectional"));
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
  void aLossThatIsNotTheSameForAllComparesNothing() {
    TuningRanges.requireComparable(Set.of("loss", "cell"), "rmse");
    assertThrows(
        InvalidInputException.class,
        () -> TuningRanges.requireComparable(Set.of("loss", "cell"), "loss"));
  }
}
