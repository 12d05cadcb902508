package org.sparkrnn.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MovingAverageTest {
  @Test
  void laterUpdatesMoveItLess() {
    float[] average = {0f, 4f};
    MovingAverage.add(average, new float[] {11f, 4f}, 0.9, 1);
    assertArrayEquals(new float[] {9f, 4f}, average, 1e-6f); // keeps 2 / 11
    MovingAverage.add(average, new float[] {19f, 4f}, 0.9, 1_000_000);
    assertArrayEquals(new float[] {10f, 4f}, average, 1e-5f); // keeps 0.9
  }

  @Test
  void whatDoesNotMoveStaysBitForBitAndPiecesDoNotMatter() {
    int n = 3 * Ranges.PIECE + 7;
    Random random = new Random(1);
    float[] average = new float[n];
    float[] w = new float[n];
    for (int i = 0; i < n; i++) {
      average[i] = random.nextFloat();
      w[i] = i % 2 == 0 ? average[i] : random.nextFloat();
    }
    float[] before = average.clone();
    float[] longer = java.util.Arrays.copyOf(average, 10 * n); // on all cores
    MovingAverage.add(average, w, 0.999, 50);
    MovingAverage.add(longer, java.util.Arrays.copyOf(w, 10 * n), 0.999, 50);
    for (int i = 0; i < n; i++) {
      assertEquals(average[i], longer[i]);
      if (i % 2 == 0) {
        assertEquals(before[i], average[i]);
      }
    }
  }
}
