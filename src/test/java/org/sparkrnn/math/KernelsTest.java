package org.sparkrnn.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares products of both implementations with loops in double, with offsets and gaps between
 * rows.
 */
class KernelsTest {
  private static final int[] SIZES = {0, 1, 7, 8, 9, 16, 17, 31, 257};
  private static final float UNTOUCHED = 12345f;

  private final Random random = new Random(7);

  static Stream<Kernels> kernels() {
    return Stream.of(new ScalarKernels(), new VectorKernels());
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void productsMatchAtAllSizes(Kernels kernels) {
    PackedMatrix packed =
        new PackedMatrix(); // reused: remains of one size must not affect the next
    Scratch scratch = new Scratch();
    for (int m : SIZES) {
      for (int k : SIZES) {
        for (int n : SIZES) {
          product(kernels, packed, scratch, m, k, n, random.nextBoolean(), random.nextInt(4));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void everyStartWithBothOrientations(Kernels kernels) {
    for (int start = 0; start < 4; start++) {
      for (boolean transposed : new boolean[] {false, true}) {
        product(kernels, new PackedMatrix(), new Scratch(), 13, 70, 101, transposed, start);
        product(kernels, new PackedMatrix(), new Scratch(), 300, 601, 51, transposed, start);
        product(kernels, new PackedMatrix(), new Scratch(), 3, 9001, 49, transposed, start);
      }
    }
  }

  /** The start is 0: zeros, 1: C, 2: a bias row, 3: another matrix. */
  private void product(
      Kernels kernels,
      PackedMatrix packed,
      Scratch scratch,
      int m,
      int k,
      int n,
      boolean transposed,
      int start) {
    int lda = k + 3;
    int ldc = n + 5;
    int ldb = (transposed ? k : n) + 2;
    float[] a = random(11 + m * lda);
    float[] b = random(7 + (transposed ? n : k) * ldb);
    float[] c = random(9 + m * ldc);
    float[] s = random(4 + (m + 1) * (n + 1));
    double[] expected = new double[c.length];
    for (int i = 0; i < c.length; i++) {
      int row = (i - 9) / ldc;
      int column = (i - 9) % ldc;
      if (i < 9 || row >= m || column >= n) {
        c[i] = UNTOUCHED;
        expected[i] = UNTOUCHED;
        continue;
      }
      double sum =
          switch (start) {
            case 0 -> 0;
            case 1 -> c[i];
            case 2 -> s[4 + column];
            default -> s[4 + row * (n + 1) + column];
          };
      for (int p = 0; p < k; p++) {
        sum +=
            (double) a[11 + row * lda + p]
                * b[7 + (transposed ? column * ldb + p : p * ldb + column)];
      }
      expected[i] = sum;
      if (start != 1) {
        c[i] = Float.NaN; // not to be read
      }
    }
    if (transposed) {
      kernels.packTransposed(packed, b, 7, ldb, k, n);
    } else {
      kernels.pack(packed, b, 7, ldb, k, n);
    }
    switch (start) {
      case 0 -> kernels.multiply(m, a, 11, lda, packed, false, c, 9, ldc, scratch);
      case 1 -> kernels.multiply(m, a, 11, lda, packed, true, c, 9, ldc, scratch);
      case 2 -> kernels.multiply(m, a, 11, lda, packed, s, 4, 0, c, 9, ldc, scratch);
      default -> kernels.multiply(m, a, 11, lda, packed, s, 4, n + 1, c, 9, ldc, scratch);
    }
    String what = m + " x " + k + " x " + n + " start " + start + " transposed " + transposed;
    assertClose(what, expected, c);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void transposedProductsMatchAtAllSizes(Kernels kernels) {
    Scratch scratch = new Scratch();
    for (int m : SIZES) {
      for (int k : SIZES) {
        for (int n : SIZES) {
          transposedProduct(kernels, scratch, m, k, n);
        }
      }
    }
    transposedProduct(kernels, scratch, 300, 1001, 70);
  }

  private void transposedProduct(Kernels kernels, Scratch scratch, int m, int k, int n) {
    int lda = m + 1;
    int ldb = n + 2;
    int ldc = n + 3;
    float[] a = random(5 + k * lda);
    float[] b = random(6 + k * ldb);
    float[] c = random(7 + m * ldc);
    double[] expected = new double[c.length];
    for (int i = 0; i < c.length; i++) {
      int row = (i - 7) / ldc;
      int column = (i - 7) % ldc;
      expected[i] = c[i];
      if (i >= 7 && row < m && column < n) {
        for (int p = 0; p < k; p++) {
          expected[i] += (double) a[5 + p * lda + row] * b[6 + p * ldb + column];
        }
      }
    }
    kernels.addTransposedProduct(m, n, k, a, 5, lda, b, 6, ldb, c, 7, ldc, scratch);
    assertClose(m + " x " + k + " x " + n, expected, c);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void columnSumsAddToTheOutput(Kernels kernels) {
    for (int m : SIZES) {
      for (int n : SIZES) {
        float[] a = random(3 + m * (n + 2));
        float[] out = random(n + 8);
        double[] expected = new double[out.length];
        for (int j = 0; j < out.length; j++) {
          expected[j] = out[j];
          for (int i = 0; i < m && j >= 4 && j < 4 + n; i++) {
            expected[j] += a[3 + i * (n + 2) + j - 4];
          }
        }
        kernels.addColumnSums(m, n, a, 3, n + 2, out, 4);
        assertClose(m + " x " + n, expected, out);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void softmaxCrossEntropyMatches(Kernels kernels) {
    for (int k : SIZES) {
      if (k == 0) {
        continue;
      }
      for (float shift : new float[] {0, 500, -500}) {
        float[] x = random(k + 6);
        double[] expected = new double[x.length];
        double sum = 0;
        for (int j = 0; j < x.length; j++) {
          expected[j] = x[j];
          if (j >= 2 && j < 2 + k) {
            x[j] = x[j] * 10 + shift;
            expected[j] = Math.exp(x[j] - (double) shift);
            sum += expected[j];
          }
        }
        int label = k / 2;
        double loss = Math.log(sum) - Math.log(expected[2 + label]);
        for (int j = 2; j < 2 + k; j++) {
          expected[j] = expected[j] / sum - (j - 2 == label ? 1 : 0);
        }
        assertEquals(loss, kernels.softmaxCrossEntropy(x, 2, k, label), 1e-6 * (1 + loss));
        for (int j = 0; j < x.length; j++) {
          assertEquals(expected[j], x[j], 1e-6, "k " + k + " at " + j);
        }
      }
    }
  }

  private float[] random(int n) {
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = random.nextFloat() - 0.5f;
    }
    return x;
  }

  /** Compares unchanged elements exactly, others relative to the norm. */
  private static void assertClose(String what, double[] expected, float[] actual) {
    double error = 0;
    double norm = 0;
    for (int i = 0; i < actual.length; i++) {
      if (expected[i] == UNTOUCHED) {
        assertEquals(UNTOUCHED, actual[i], what + ": written outside, at " + i);
      } else {
        error += (actual[i] - expected[i]) * (actual[i] - expected[i]);
        norm += expected[i] * expected[i];
      }
    }
    assertTrue(
        Math.sqrt(error) <= 2e-6 * Math.sqrt(norm) + 1e-6, // sums may cancel
        () -> what);
  }
}
