package org.sparkrnn.math;

import static org.sparkrnn.math.VectorPacking.ROWS;
import static org.sparkrnn.math.VectorPacking.WIDTH;
import static org.sparkrnn.math.VectorTiles.L;

/**
 * The products of {@link VectorKernels}, in blocks that fit the caches and tiles that fit
 * registers.
 */
final class VectorProducts {
  /** Steps of k and rows of A per block; a block takes a quarter of a 1 MiB second-level cache. */
  private static final int BLOCK_K = 256;

  private static final int BLOCK_M = 256;

  /**
   * Steps of k per block of a product with weights. Each further block reads and writes C once
   * more, which matters most if there are few rows.
   */
  private static final int MOST_K = 1024;

  private static final float[] ZEROS = new float[WIDTH];

  private VectorProducts() {}

  static void multiply(
      int m,
      float[] a,
      int aOff,
      int lda,
      PackedMatrix b,
      float[] s,
      int sOff,
      int lds,
      float[] c,
      int cOff,
      int ldc,
      Scratch scratch) {
    int blockK = blockK(b.paddedK);
    int blockM =
        Math.min(m, Math.min(BLOCK_M, BLOCK_K * BLOCK_M / Math.max(blockK, 1) / ROWS * ROWS));
    float[] left = scratch.left((blockM + ROWS) * blockK + L);
    int k0 = 0;
    do { // runs once for k = 0 too, where C = S
      int steps = Math.min(blockK, b.paddedK - k0);
      for (int i = 0; i < m; i += blockM) {
        int rows = Math.min(blockM, m - i);
        int from = aOff + i * lda + k0;
        int valid = Math.min(steps, b.k - k0);
        VectorPacking.tiles(a, from, lda, rows, valid, left, AlignedFloats.START);
        int to = cOff + i * ldc;
        if (k0 > 0) {
          block(rows, steps, b.n, left, b.data, k0, b.paddedK, c, to, ldc, c, to, ldc, scratch);
        } else {
          int start = sOff + i * lds;
          block(rows, steps, b.n, left, b.data, 0, b.paddedK, s, start, lds, c, to, ldc, scratch);
        }
      }
      k0 += steps;
    } while (k0 < b.paddedK);
  }

  /**
   * Does not depend on the number of rows, because the cuts of k decide the order of a row's sum.
   */
  private static int blockK(int paddedK) {
    int blocks = (paddedK + MOST_K - 1) / MOST_K;
    return blocks <= 1 ? paddedK : VectorPacking.paddedSteps((paddedK + blocks - 1) / blocks);
  }

  static void addTransposedProduct(
      int m,
      int n,
      int k,
      float[] a,
      int aOff,
      int lda,
      float[] b,
      int bOff,
      int ldb,
      float[] c,
      int cOff,
      int ldc,
      Scratch scratch) {
    int most = VectorPacking.paddedSteps(Math.min(k, BLOCK_K));
    float[] left = scratch.left((Math.min(m, BLOCK_M) + ROWS) * most + L);
    float[] right = scratch.right(VectorPacking.paddedColumns(n) * most);
    for (int k0 = 0; k0 < k; k0 += most) {
      int valid = Math.min(most, k - k0);
      int steps = VectorPacking.paddedSteps(valid);
      VectorPacking.panels(b, bOff + k0 * ldb, ldb, valid, n, right, AlignedFloats.START);
      for (int i = 0; i < m; i += BLOCK_M) {
        int rows = Math.min(BLOCK_M, m - i);
        int from = aOff + k0 * lda + i;
        VectorPacking.tilesTransposed(a, from, lda, rows, valid, left, AlignedFloats.START);
        int to = cOff + i * ldc;
        block(rows, steps, n, left, right, 0, steps, c, to, ldc, c, to, ldc, scratch);
      }
    }
  }

  /**
   * C = S + A B for one packed block of A and the rows from k0 to k0 + steps of panels that have
   * paddedK rows.
   */
  private static void block(
      int m,
      int steps,
      int n,
      float[] left,
      float[] panels,
      int k0,
      int paddedK,
      float[] s,
      int sOff,
      int lds,
      float[] c,
      int cOff,
      int ldc,
      Scratch scratch) {
    int columns = VectorPacking.paddedColumns(n);
    for (int j = 0; j < columns; j += WIDTH) {
      int width = Math.min(WIDTH, columns - j);
      int panel = AlignedFloats.START + j * paddedK + k0 * width;
      float[] start = s == null ? ZEROS : s;
      int startAt = s == null ? 0 : sOff + j;
      for (int i = 0; i < m; i += ROWS) {
        int rows = VectorPacking.tileRows(m - i);
        int tile = AlignedFloats.START + i * steps;
        int from = startAt + i * lds;
        int to = cOff + i * ldc + j;
        int validRows = Math.min(rows, m - i);
        int validColumns = Math.min(width, n - j);
        if (validRows == rows && validColumns == width) {
          VectorTiles.run(
              rows, width / L, steps, left, tile, panels, panel, start, from, lds, c, to, ldc);
        } else {
          float[] t = scratch.tile;
          copy(validRows, validColumns, start, from, lds, t, 0, width);
          VectorTiles.run(
              rows, width / L, steps, left, tile, panels, panel, t, 0, width, t, 0, width);
          copy(validRows, validColumns, t, 0, width, c, to, ldc);
        }
      }
    }
  }

  private static void copy(
      int rows, int columns, float[] s, int from, int lds, float[] d, int to, int ldd) {
    for (int i = 0; i < rows; i++) {
      System.arraycopy(s, from + i * lds, d, to + i * ldd, columns);
    }
  }
}
