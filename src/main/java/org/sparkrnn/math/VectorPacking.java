package org.sparkrnn.math;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * Copies operands into the order in which {@link VectorTiles} reads them. Left operands become
 * tiles [k, ROWS], the last of which has 4 rows if that suffices. Right operands become panels [k,
 * WIDTH], the last of which may have fewer vectors. Padding is zero.
 */
final class VectorPacking {
  private static final int L = VectorTiles.L;

  /** The tile of C: ROWS x WIDTH. */
  static final int ROWS = L >= 16 ? 8 : 4;

  static final int WIDTH = (L >= 16 ? 3 : 2) * L;

  private VectorPacking() {}

  /** n rounded up to whole vectors. */
  static int paddedColumns(int n) {
    return (n + L - 1) / L * L;
  }

  /** k rounded up to an even number, because some tiles take two steps at once. */
  static int paddedSteps(int k) {
    return k + (k & 1);
  }

  /** The rows of the next tile if {@code remaining} rows are left. */
  static int tileRows(int remaining) {
    return remaining > 4 ? ROWS : 4;
  }

  /** Packs B [k, n], rows ld apart, into panels at d[at]. */
  static void panels(float[] src, int off, int ld, int k, int n, float[] d, int at) {
    int rows = paddedSteps(k);
    int columns = paddedColumns(n);
    for (int j = 0; j < columns; j += WIDTH) {
      int width = Math.min(WIDTH, columns - j);
      int whole = Math.min(width, (n - j) / L * L);
      int to = at + j * rows;
      for (int p = 0; p < k; p++, to += width) {
        int from = off + p * ld + j;
        for (int v = 0; v < whole; v += L) {
          FloatVector.fromArray(VectorTiles.S, src, from + v).intoArray(d, to + v);
        }
        for (int v = whole; v < width; v++) {
          d[to + v] = j + v < n ? src[from + v] : 0;
        }
      }
      Arrays.fill(d, to, at + j * rows + rows * width, 0);
    }
  }

  /** Packs B [k, n] = src', src [n, k] with rows ld apart, into panels at d[at]. */
  static void panelsTransposed(float[] src, int off, int ld, int k, int n, float[] d, int at) {
    int rows = paddedSteps(k);
    int columns = paddedColumns(n);
    for (int j = 0; j < columns; j += WIDTH) {
      int width = Math.min(WIDTH, columns - j);
      int to = at + j * rows;
      for (int v = 0; v < width; v += 4) {
        interleave(
            src, off + (j + v) * ld, ld, Math.min(4, n - j - v), 4, k, rows, d, to + v, width);
      }
    }
  }

  /** Packs A [m, k], rows lda apart, into tiles at d[at]. */
  static void tiles(float[] a, int off, int lda, int m, int k, float[] d, int at) {
    int steps = paddedSteps(k);
    for (int i = 0; i < m; i += ROWS) {
      int rows = tileRows(m - i);
      interleave(
          a, off + i * lda, lda, Math.min(rows, m - i), rows, k, steps, d, at + i * steps, rows);
    }
  }

  /** Packs A [m, k] = src', src [k, m] with rows ld apart, into tiles at d[at]. */
  static void tilesTransposed(float[] src, int off, int ld, int m, int k, float[] d, int at) {
    int steps = paddedSteps(k);
    for (int i = 0; i < m; i += ROWS) {
      int rows = tileRows(m - i);
      int valid = Math.min(rows, m - i);
      int from = off + i;
      int to = at + i * steps;
      if (valid == ROWS && from + (k - 1) * ld + L <= src.length) {
        // The vector may be wider than the tile; the next row overwrites the rest.
        for (int p = 0; p < k; p++) {
          FloatVector.fromArray(VectorTiles.S, src, from + p * ld).intoArray(d, to + p * ROWS);
        }
      } else {
        for (int p = 0; p < k; p++) {
          for (int r = 0; r < rows; r++) {
            d[to + p * rows + r] = r < valid ? src[from + p * ld + r] : 0;
          }
        }
      }
      Arrays.fill(d, to + k * rows, to + steps * rows, 0);
    }
  }

  /**
   * d[at + p * stride + r] = src[off + r * ld + p] for p < k and r < valid, and 0 for all other p <
   * steps and r < rows.
   */
  private static void interleave(
      float[] src,
      int off,
      int ld,
      int valid,
      int rows,
      int k,
      int steps,
      float[] d,
      int at,
      int stride) {
    if (valid == 8) {
      interleave8(src, off, ld, k, d, at, stride);
    } else if (valid == 4 && rows == 4) {
      interleave4(src, off, ld, k, d, at, stride);
    } else {
      for (int p = 0; p < k; p++) {
        for (int r = 0; r < rows; r++) {
          d[at + p * stride + r] = r < valid ? src[off + r * ld + p] : 0;
        }
      }
    }
    for (int p = k; p < steps; p++) {
      Arrays.fill(d, at + p * stride, at + p * stride + rows, 0);
    }
  }

  // Plain loops: shuffles and gathers of the Vector API are slower here because of their checks.

  private static void interleave8(
      float[] src, int off, int ld, int k, float[] d, int at, int stride) {
    int r1 = off + ld;
    int r2 = r1 + ld;
    int r3 = r2 + ld;
    int r4 = r3 + ld;
    int r5 = r4 + ld;
    int r6 = r5 + ld;
    int r7 = r6 + ld;
    for (int p = 0; p < k; p++) {
      int to = at + p * stride;
      d[to] = src[off + p];
      d[to + 1] = src[r1 + p];
      d[to + 2] = src[r2 + p];
      d[to + 3] = src[r3 + p];
      d[to + 4] = src[r4 + p];
      d[to + 5] = src[r5 + p];
      d[to + 6] = src[r6 + p];
      d[to + 7] = src[r7 + p];
    }
  }

  private static void interleave4(
      float[] src, int off, int ld, int k, float[] d, int at, int stride) {
    int r1 = off + ld;
    int r2 = r1 + ld;
    int r3 = r2 + ld;
    for (int p = 0; p < k; p++) {
      int to = at + p * stride;
      d[to] = src[off + p];
      d[to + 1] = src[r1 + p];
      d[to + 2] = src[r2 + p];
      d[to + 3] = src[r3 + p];
    }
  }
}
