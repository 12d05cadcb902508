package org.sparkrnn.math;

/**
 * Products of rows, steps of sequences, with weights.
 *
 * <p>{@link #rows} and an {@link #add} of weights that were taken {@code alike} are
 * <em>batch-invariant</em>: a row of C depends on its row of A alone, bit for bit, however many
 * rows are computed with it and whichever BLAS serves. BLAS promises no such thing: OpenBLAS's
 * kernels for AVX2 and SSE sum a row in another order where another number of rows stands before
 * it. So these products are our own.
 *
 * <p>{@code take} and {@code add} are the recurrent product, C [m, n] += A [m, k] B at every step
 * of a scan, with B the same weights for the whole mini-batch. A general matrix product packs B
 * anew at each call, which at these sizes costs as much as the arithmetic; here B is packed once.
 * Where the Vector API is missing, BLAS serves, unless rows have to be computed alike.
 *
 * <p>One instance a thread: whatever multiplies next takes its weights over the last ones. Its
 * buffers only grow.
 */
public final class WeightProduct {
  private static final boolean VECTORS = Kernels.get() instanceof VectorKernels;

  /** Weights packed at a time: what stays in a second-level cache, and bounds the memory. */
  private static final int PACKED_FLOATS = 1 << 18;

  private static final int LEAST_COLUMNS = 256;

  private final PackedMatrix packed = new PackedMatrix();
  private final Scratch scratch = new Scratch();
  private float[] w;
  private int offset;
  private int k;
  private int n;
  private boolean transposed;
  private boolean own; // not BLAS's

  /** C [m, n] = c + A [m, k] W' with W [n, k] and c [n] in w; rows of A lie {@code lda} apart. */
  public void rows(
      int m, int n, int k, float[] a, int aOff, int lda, float[] w, int wOff, int cOff, float[] c) {
    int most = Math.max(LEAST_COLUMNS, PACKED_FLOATS / Math.max(1, k) / 64 * 64);
    for (int j = 0; j < n && m > 0; j += most) {
      int columns = Math.min(most, n - j);
      packed.packTransposed(w, wOff + j * k, k, k, columns);
      Kernels.get().multiply(m, a, aOff, lda, packed, w, cOff + j, 0, c, j, n, scratch);
    }
  }

  /**
   * B = the matrix [k, n] in w at offset.
   *
   * @param alike whether each row has to be computed like any other
   */
  public void take(float[] w, int offset, int k, int n, boolean alike) {
    set(w, offset, k, n, false, alike);
    if (own) {
      packed.pack(w, offset, n, k, n);
    }
  }

  /**
   * B [k, n] = the transpose of the matrix [n, k] in w at offset.
   *
   * @param alike whether each row has to be computed like any other
   */
  public void takeTransposed(float[] w, int offset, int k, int n, boolean alike) {
    set(w, offset, k, n, true, alike);
    if (own) {
      packed.packTransposed(w, offset, k, k, n);
    }
  }

  private void set(
      float[] weights, int at, int rows, int columns, boolean transpose, boolean alike) {
    w = weights;
    offset = at;
    k = rows;
    n = columns;
    transposed = transpose;
    own = VECTORS || alike;
  }

  /** C [m, n] += A [m, k] B, both with adjacent rows. */
  public void add(int m, float[] a, int aOff, float[] c, int cOff) {
    if (m == 0) {
      return;
    }
    if (own) {
      Kernels.get().multiply(m, a, aOff, k, packed, true, c, cOff, n, scratch);
    } else if (transposed) {
      Blas.productABt(m, n, k, a, aOff, k, w, offset, k, 1f, c, cOff, n);
    } else {
      Blas.productAB(m, n, k, a, aOff, k, w, offset, n, 1f, c, cOff, n);
    }
  }
}
