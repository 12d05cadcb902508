package org.sparkrnn.baseline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.sparkrnn.data.InvalidInputException;

/** Label and seasonal baselines on hand-made data. */
class SeriesModelsTest {
  @Test
  void labelsFollowTheirOwnState() {
    long[] counts = new long[8];
    LabelMarkov.count(new double[] {0, 1}, new double[] {0, 1}, counts);
    LabelMarkov.count(new double[] {0, 1}, new double[] {1, 1}, counts);
    LabelMarkov.count(new double[] {1, 0}, new double[] {1, 0}, counts);
    LabelMarkov model = new LabelMarkov(1, counts);
    assertArrayEquals(new double[] {2 / 4.0, 1 / 3.0}, model.probabilities(new double[] {0, 0}));
    assertArrayEquals(new double[] {2 / 3.0, 3 / 4.0}, model.probabilities(new double[] {1, 1}));
    assertEquals(2, model.labels());
    assertThrows(InvalidInputException.class, () -> new LabelMarkov(1, new long[0]));
  }

  @Test
  void labelsOfOrderZeroAreFrequencies() {
    long[] counts = new long[4];
    for (double y : new double[] {1, 1, 0}) {
      LabelMarkov.count(null, new double[] {y}, counts);
    }
    LabelMarkov model = new LabelMarkov(0, counts);
    assertArrayEquals(new double[] {3 / 5.0}, model.probabilities(null));
    assertArrayEquals(new double[] {3 / 5.0}, model.probabilities(new double[] {1}));
  }

  @Test
  void seasonsRepeat() {
    assertEquals(9, SeasonalNaive.source(9, 1, 1));
    assertEquals(9, SeasonalNaive.source(9, 5, 1));
    assertEquals(6, SeasonalNaive.source(9, 1, 4)); // 10 - 4
    assertEquals(9, SeasonalNaive.source(9, 4, 4));
    assertEquals(6, SeasonalNaive.source(9, 5, 4)); // the season again
    assertEquals(2, SeasonalNaive.source(2, 1, 4)); // not a period yet: the last value
  }
}
