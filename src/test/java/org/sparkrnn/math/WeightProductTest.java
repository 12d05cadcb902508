package org.sparkrnn.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A row of a product is the same bit for bit, however many rows are computed with it. */
class WeightProductTest {
  private static final int[] ROWS = {
    1, 2, 3, 4, 5, 7, 8, 9, 12, 16, 17, 31, 33, 64, 65, 100, 257, 300
  };
  private static final int[][] SIZES = { // n, k
    {1, 1},
    {2, 3},
    {3, 8},
    {4, 1},
    {5, 7},
    {7, 31},
    {8, 2},
    {9, 9},
    {15, 130},
    {16, 64},
    {17, 65},
    {24, 33},
    {31, 16},
    {33, 17},
    {48, 257},
    {64, 128},
    {65, 4},
    {100, 100},
    {130, 127},
    {256, 40},
    {1000, 20},
    {2, 1000},
    {17, 1023},
    {16, 1024},
    {20, 1025},
    {9, 2500},
    {1025, 600}
  };

  private final WeightProduct product = new WeightProduct();

  @Test
  void aRowOfRowsDependsOnItsInputsAlone() {
    for (int[] size : SIZES) {
      int n = size[0];
      int k = size[1];
      float[] w = random(n * k + n, 1);
      float[] row = random(k, 2);
      float[] alone = new float[n];
      product.rows(1, n, k, row, 0, k, w, 0, n * k, alone);
      assertExpected(row, w, n, k, alone);
      for (int m : ROWS) {
        float[] c = new float[m * n];
        product.rows(m, n, k, repeated(row, m), 0, k, w, 0, n * k, c);
        assertAllRows(alone, c, m, "%d x %d x %d".formatted(m, n, k));
      }
    }
  }

  @Test
  void aRowOfAStepDependsOnItsInputsAlone() {
    for (int[] size : SIZES) {
      for (boolean transposed : new boolean[] {false, true}) {
        int n = size[0];
        int k = size[1];
        float[] w = random(n * k, 1);
        float[] row = random(k, 2);
        if (transposed) {
          product.takeTransposed(w, 0, k, n, true);
        } else {
          product.take(w, 0, k, n, true);
        }
        float[] alone = random(n, 3);
        float[] before = alone.clone();
        product.add(1, row, 0, alone, 0);
        for (int m : ROWS) {
          float[] c = repeated(before, m);
          product.add(m, repeated(row, m), 0, c, 0);
          assertAllRows(alone, c, m, "%d x %d x %d, %s".formatted(m, n, k, transposed));
        }
      }
    }
  }

  private static void assertExpected(float[] row, float[] w, int n, int k, float[] c) {
    for (int j = 0; j < n; j++) {
      double sum = w[n * k + j];
      for (int p = 0; p < k; p++) {
        sum += (double) row[p] * w[j * k + p];
      }
      assertEquals(sum, c[j], 1e-4, "output %d of %d x %d".formatted(j, n, k));
    }
  }

  private static void assertAllRows(float[] alone, float[] c, int m, String what) {
    int n = alone.length;
    for (int i = 0; i < m; i++) {
      assertTrue(Arrays.equals(alone, 0, n, c, i * n, (i + 1) * n), what + ", row " + i);
    }
  }

  private static float[] repeated(float[] row, int m) {
    float[] rows = new float[m * row.length];
    for (int i = 0; i < m; i++) {
      System.arraycopy(row, 0, rows, i * row.length, row.length);
    }
    return rows;
  }

  private static float[] random(int n, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = (float) random.nextDouble(-1, 1);
    }
    return x;
  }
}
