package org.sparkrnn.math;

import dev.ludovic.netlib.blas.BLAS;

/**
 * Matrix products through BLAS. Matrices are row-major in flat arrays, each given as (array,
 * offset, leading dimension). Each method computes one formula and checks that its operands lie
 * inside their arrays, because native code does not.
 *
 * <p>BLAS is column-major. A row-major matrix is the transpose of the column-major one in the same
 * memory, so C = A B is computed as C' = B' A'.
 */
public final class Blas {
  private static final BLAS NETLIB = BlasProvider.choose();

  private Blas() {}

  /** The name of the implementation, for logs and benchmarks. */
  public static String implementation() {
    return NETLIB.getClass().getSimpleName();
  }

  /** C[m,n] = A[m,k] B[n,k]' + beta C. */
  public static void productABt(
      int m,
      int n,
      int k,
      float[] a,
      int offA,
      int lda,
      float[] b,
      int offB,
      int ldb,
      float beta,
      float[] c,
      int offC,
      int ldc) {
    check("A", a, offA, m, k, lda);
    check("B", b, offB, n, k, ldb);
    check("C", c, offC, m, n, ldc);
    if (m > 0 && n > 0) {
      NETLIB.sgemm("T", "N", n, m, k, 1f, b, offB, ldb, a, offA, lda, beta, c, offC, ldc);
    }
  }

  /** C[m,n] = A[m,k] B[k,n] + beta C. */
  public static void productAB(
      int m,
      int n,
      int k,
      float[] a,
      int offA,
      int lda,
      float[] b,
      int offB,
      int ldb,
      float beta,
      float[] c,
      int offC,
      int ldc) {
    check("A", a, offA, m, k, lda);
    check("B", b, offB, k, n, ldb);
    check("C", c, offC, m, n, ldc);
    if (m > 0 && n > 0) {
      NETLIB.sgemm("N", "N", n, m, k, 1f, b, offB, ldb, a, offA, lda, beta, c, offC, ldc);
    }
  }

  /** C[m,n] = A[k,m]' B[k,n] + beta C. */
  public static void productAtB(
      int m,
      int n,
      int k,
      float[] a,
      int offA,
      int lda,
      float[] b,
      int offB,
      int ldb,
      float beta,
      float[] c,
      int offC,
      int ldc) {
    check("A", a, offA, k, m, lda);
    check("B", b, offB, k, n, ldb);
    check("C", c, offC, m, n, ldc);
    if (m > 0 && n > 0) {
      NETLIB.sgemm("N", "T", n, m, k, 1f, b, offB, ldb, a, offA, lda, beta, c, offC, ldc);
    }
  }

  /** Sets every row of A[m,n] to bias[n]. */
  public static void fillRows(
      int m, int n, float[] bias, int offBias, float[] a, int offA, int lda) {
    check("A", a, offA, m, n, lda);
    check("bias", bias, offBias, 1, n, n);
    for (int i = 0; i < m; i++) {
      System.arraycopy(bias, offBias, a, offA + i * lda, n);
    }
  }

  private static void check(String name, float[] x, int offset, int rows, int cols, int ld) {
    long end = rows == 0 ? offset : offset + (rows - 1L) * ld + cols;
    if (offset < 0 || rows < 0 || cols < 0 || ld < cols || end > x.length) {
      throw new IndexOutOfBoundsException(
          "matrix %s of %d x %d at offset %d with leading dimension %d is outside its array of %d"
              .formatted(name, rows, cols, offset, ld, x.length));
    }
  }
}
