package org.sparkrnn.math;

/**
 * The right operand B [k, n] of a product, in the order in which the inner loop reads it: panels a
 * few vectors wide, each with its k rows adjacent, padded with zeros to whole vectors and an even
 * k. Weights are packed once per mini-batch and then multiplied at every time step. Several threads
 * may read it at the same time. The buffer only grows.
 */
public final class PackedMatrix {
  float[] data; // from AlignedFloats.START
  int k; // rows
  int n; // columns
  int paddedK;
  int paddedN;

  /** Packs B [k, n] from src, whose rows are {@code ld} apart. */
  public void pack(float[] src, int off, int ld, int rows, int cols) {
    Kernels.get().pack(this, src, off, ld, rows, cols);
  }

  /** Packs B [k, n] = src' where src is [n, k] with rows {@code ld} apart. */
  public void packTransposed(float[] src, int off, int ld, int rows, int cols) {
    Kernels.get().packTransposed(this, src, off, ld, rows, cols);
  }

  /** The number of rows k, without padding. */
  public int rows() {
    return k;
  }

  /** The number of columns n, without padding. */
  public int columns() {
    return n;
  }

  void resize(int rows, int cols, int paddedRows, int paddedCols) {
    k = rows;
    n = cols;
    paddedK = paddedRows;
    paddedN = paddedCols;
    data = AlignedFloats.grow(data, Math.multiplyExact(paddedRows, paddedCols));
  }
}
