package org.sparkrnn.math;

/**
 * Products of rows, which are steps of sequences, with weights.
 *
 * <p>{@link #rows}, and {@link #add} after weights were taken {@code alike}, are
 * <em>batch-invariant</em>: a row of C depends only on its row of A, bit for bit, whatever the
 * number of other rows and the BLAS. BLAS does not promise this: in OpenBLAS's kernels for AVX2 and
 * SSE the order of a row's sum depends on the number of rows before it. So these products do not
 * use BLAS.
 *
 * <p>{@code take} and {@code add} compute the recurrent product C [m, n] += A [m, k] B at every
 * step of a scan, where B is the same for the whole mini-batch. A general matrix product packs B at
 * each call, which costs as much as the arithmetic at these sizes; here B is packed once. Without
 * the Vector API BLAS computes the product, unless rows have to be computed alike.
 *
 * <p>Each thread needs its own instance, because new weights replace the previous ones. Its buffers
 * only grow.
 */
public final class WeightProduct {
  private static final boolean VECTORS = Kernels.get() instanceof VectorKernels;

  /** Weights that are packed at a time; they fit a second-level cache, and memory is bounded. */
  private static final int PACKED_FLOATS = 1 << 18;

  private static final int LEAST_COLUMNS = 256;

  private final PackedMatrix packed = new PackedMatrix();
  private final Scratch scratch = new Scratch();
  private float[] w;
  private int offset;
  private int k;
  private int n;
  private boolean transposed;
  private boolean own; // whether BLAS is not used

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
   * @param alike whether the result of a row must not depend on the other rows
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
   * @param alike whether the result of a row must not depend on the other rows
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
