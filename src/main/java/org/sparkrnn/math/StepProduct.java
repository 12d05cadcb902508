package org.sparkrnn.math;

/**
 * The recurrent product, C [m, n] += A [m, k] B at every step of a scan, with B the same weights
 * for the whole mini-batch. A general matrix product packs B anew at each call, which at these
 * sizes costs as much as the arithmetic; here B is packed once. Where the Vector API is missing,
 * BLAS serves.
 *
 * <p>One instance a thread and use; its buffers only grow.
 */
public final class StepProduct {
  private static final boolean PACKED = Kernels.get() instanceof VectorKernels;

  private final PackedMatrix packed = new PackedMatrix();
  private final Scratch scratch = new Scratch();
  private float[] w;
  private int offset;
  private int k;
  private int n;
  private boolean transposed;

  /** B = the matrix [k, n] in w at offset. */
  public void take(float[] w, int offset, int k, int n) {
    set(w, offset, k, n, false);
    if (PACKED) {
      packed.pack(w, offset, n, k, n);
    }
  }

  /** B [k, n] = the transpose of the matrix [n, k] in w at offset. */
  public void takeTransposed(float[] w, int offset, int k, int n) {
    set(w, offset, k, n, true);
    if (PACKED) {
      packed.packTransposed(w, offset, k, k, n);
    }
  }

  private void set(float[] weights, int at, int rows, int columns, boolean transpose) {
    w = weights;
    offset = at;
    k = rows;
    n = columns;
    transposed = transpose;
  }

  /** C [m, n] += A [m, k] B, both with adjacent rows. */
  public void add(int m, float[] a, int aOff, float[] c, int cOff) {
    if (m == 0) {
      return;
    }
    if (PACKED) {
      Kernels.get().multiply(m, a, aOff, k, packed, true, c, cOff, n, scratch);
    } else if (transposed) {
      Blas.productABt(m, n, k, a, aOff, k, w, offset, k, 1f, c, cOff, n);
    } else {
      Blas.productAB(m, n, k, a, aOff, k, w, offset, n, 1f, c, cOff, n);
    }
  }
}
