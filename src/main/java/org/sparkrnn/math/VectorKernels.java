package org.sparkrnn.math;

import static org.sparkrnn.math.VectorTiles.L;
import static org.sparkrnn.math.VectorTiles.S;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Kernels in the Vector API, for any vector width. {@link ScalarKernels} compute rows that are
 * shorter than a vector, and remainders.
 */
final class VectorKernels implements Kernels {
  private final ScalarKernels scalar = new ScalarKernels();

  @Override
  public String description() {
    return "vector, "
        + S.vectorBitSize()
        + " bits, tile "
        + VectorPacking.ROWS
        + " x "
        + VectorPacking.WIDTH;
  }

  @Override
  public void pack(PackedMatrix b, float[] src, int off, int ld, int k, int n) {
    b.resize(k, n, VectorPacking.paddedSteps(k), VectorPacking.paddedColumns(n));
    VectorPacking.panels(src, off, ld, k, n, b.data, AlignedFloats.START);
  }

  @Override
  public void packTransposed(PackedMatrix b, float[] src, int off, int ld, int k, int n) {
    b.resize(k, n, VectorPacking.paddedSteps(k), VectorPacking.paddedColumns(n));
    VectorPacking.panelsTransposed(src, off, ld, k, n, b.data, AlignedFloats.START);
  }

  @Override
  public void multiply(
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
    VectorProducts.multiply(
        m, a, aOff, lda, b, s, s == null ? 0 : sOff, s == null ? 0 : lds, c, cOff, ldc, scratch);
  }

  @Override
  public void addTransposedProduct(
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
    VectorProducts.addTransposedProduct(m, n, k, a, aOff, lda, b, bOff, ldb, c, cOff, ldc, scratch);
  }

  @Override
  public void addColumnSums(int m, int n, float[] a, int aOff, int lda, float[] out, int outOff) {
    int j = 0;
    for (; j <= n - 4 * L; j += 4 * L) {
      addStripSums(m, a, aOff + j, lda, out, outOff + j);
    }
    scalar.addColumnSums(m, n - j, a, aOff + j, lda, out, outOff + j);
  }

  private static void addStripSums(int m, float[] a, int at, int lda, float[] out, int to) {
    FloatVector s0 = FloatVector.zero(S);
    FloatVector s1 = FloatVector.zero(S);
    FloatVector s2 = FloatVector.zero(S);
    FloatVector s3 = FloatVector.zero(S);
    for (int i = 0; i < m; i++) {
      int row = at + i * lda;
      s0 = FloatVector.fromArray(S, a, row).add(s0);
      s1 = FloatVector.fromArray(S, a, row + L).add(s1);
      s2 = FloatVector.fromArray(S, a, row + 2 * L).add(s2);
      s3 = FloatVector.fromArray(S, a, row + 3 * L).add(s3);
    }
    FloatVector.fromArray(S, out, to).add(s0).intoArray(out, to);
    FloatVector.fromArray(S, out, to + L).add(s1).intoArray(out, to + L);
    FloatVector.fromArray(S, out, to + 2 * L).add(s2).intoArray(out, to + 2 * L);
    FloatVector.fromArray(S, out, to + 3 * L).add(s3).intoArray(out, to + 3 * L);
  }

  @Override
  public void tanh(float[] x, int off, int n) {
    if (n < L) {
      scalar.tanh(x, off, n);
    } else {
      VectorCells.tanh(x, off, n);
    }
  }

  @Override
  public void sigmoid(float[] x, int off, int n) {
    if (n < L) {
      scalar.sigmoid(x, off, n);
    } else {
      VectorCells.sigmoid(x, off, n);
    }
  }

  @Override
  public void exp(float[] x, int off, int n) {
    if (n < L) {
      scalar.exp(x, off, n);
    } else {
      VectorCells.exp(x, off, n);
    }
  }

  @Override
  public double softmaxCrossEntropy(float[] x, int off, int k, int label) {
    int whole = off + k / L * L;
    float most = max(x, off, whole);
    for (int j = whole; j < off + k; j++) {
      most = Math.max(most, x[j]);
    }
    double loss = most - (double) x[off + label];
    double sum = expSum(x, off, whole, most);
    for (int j = whole; j < off + k; j++) {
      x[j] = Activations.exp(x[j] - most);
      sum += x[j];
    }
    scale((float) (1 / sum), x, off, off + k);
    x[off + label] -= 1;
    return loss + Math.log(sum);
  }

  private static float max(float[] x, int from, int to) {
    FloatVector most = FloatVector.broadcast(S, Float.NEGATIVE_INFINITY);
    for (int j = from; j < to; j += L) {
      most = FloatVector.fromArray(S, x, j).max(most);
    }
    return FloatVector.broadcast(S, Float.NEGATIVE_INFINITY)
        .max(most)
        .reduceLanes(VectorOperators.MAX);
  }

  /** x = exp(x - shift); returns the sum. */
  private static double expSum(float[] x, int from, int to, float shift) {
    FloatVector sum = FloatVector.zero(S);
    for (int j = from; j < to; j += L) {
      FloatVector e = VectorActivations.exp(FloatVector.fromArray(S, x, j).sub(shift));
      e.intoArray(x, j);
      sum = e.add(sum);
    }
    double total = 0;
    for (float lane : FloatVector.zero(S).add(sum).toArray()) {
      total += lane;
    }
    return total;
  }

  private static void scale(float f, float[] x, int from, int to) {
    for (int j = from; j < to; j++) {
      x[j] *= f;
    }
  }

  @Override
  public void lstmForward(
      int rows,
      int hidden,
      float[] a,
      int aOff,
      float[] cPrev,
      int cPrevOff,
      float[] c,
      int cOff,
      float[] tanhC,
      int tanhCOff,
      float[] h,
      int hOff) {
    if (hidden < L) {
      scalar.lstmForward(rows, hidden, a, aOff, cPrev, cPrevOff, c, cOff, tanhC, tanhCOff, h, hOff);
      return;
    }
    for (int row = 0; row < rows; row++) {
      VectorCells.lstmForward(
          hidden,
          a,
          aOff + row * 4 * hidden,
          cPrev,
          cPrevOff + row * hidden,
          c,
          cOff + row * hidden,
          tanhC,
          tanhCOff + row * hidden,
          h,
          hOff + row * hidden);
    }
  }

  @Override
  public void lstmBackward(
      int rows,
      int hidden,
      float[] a,
      int aOff,
      float[] cPrev,
      int cPrevOff,
      float[] tanhC,
      int tanhCOff,
      float[] dh,
      int dhOff,
      float[] dc,
      int dcOff) {
    if (hidden < L) {
      scalar.lstmBackward(
          rows, hidden, a, aOff, cPrev, cPrevOff, tanhC, tanhCOff, dh, dhOff, dc, dcOff);
      return;
    }
    for (int row = 0; row < rows; row++) {
      VectorCells.lstmBackward(
          hidden,
          a,
          aOff + row * 4 * hidden,
          cPrev,
          cPrevOff + row * hidden,
          tanhC,
          tanhCOff + row * hidden,
          dh,
          dhOff + row * hidden,
          dc,
          dcOff + row * hidden);
    }
  }

  @Override
  public void gruForward(
      int rows,
      int hidden,
      float[] a,
      int aOff,
      float[] rec,
      int recOff,
      float[] biasN,
      int biasNOff,
      float[] hPrev,
      int hPrevOff,
      float[] q,
      int qOff,
      float[] h,
      int hOff) {
    if (hidden < L) {
      scalar.gruForward(
          rows, hidden, a, aOff, rec, recOff, biasN, biasNOff, hPrev, hPrevOff, q, qOff, h, hOff);
      return;
    }
    for (int row = 0; row < rows; row++) {
      VectorCells.gruForward(
          hidden,
          a,
          aOff + row * 3 * hidden,
          rec,
          recOff + row * 3 * hidden,
          biasN,
          biasNOff,
          hPrev,
          hPrevOff + row * hidden,
          q,
          qOff + row * hidden,
          h,
          hOff + row * hidden);
    }
  }

  @Override
  public void gruBackward(
      int rows,
      int hidden,
      float[] a,
      int aOff,
      float[] q,
      int qOff,
      float[] hPrev,
      int hPrevOff,
      float[] dh,
      int dhOff,
      float[] dRec,
      int dRecOff,
      float[] dhPrev,
      int dhPrevOff) {
    if (hidden < L) {
      scalar.gruBackward(
          rows, hidden, a, aOff, q, qOff, hPrev, hPrevOff, dh, dhOff, dRec, dRecOff, dhPrev,
          dhPrevOff);
      return;
    }
    for (int row = 0; row < rows; row++) {
      VectorCells.gruBackward(
          hidden,
          a,
          aOff + row * 3 * hidden,
          q,
          qOff + row * hidden,
          hPrev,
          hPrevOff + row * hidden,
          dh,
          dhOff + row * hidden,
          dRec,
          dRecOff + row * 3 * hidden,
          dhPrev,
          dhPrevOff + row * hidden);
    }
  }

  @Override
  public void elmanForward(Activation f, int rows, int hidden, float[] a, int off) {
    if (hidden < L) { // independent of the number of rows
      scalar.elmanForward(f, rows, hidden, a, off);
      return;
    }
    int n = rows * hidden;
    switch (f) {
      case TANH -> tanh(a, off, n);
      case SIGMOID -> sigmoid(a, off, n);
      case RELU -> VectorCells.relu(a, off, n);
    }
  }

  @Override
  public void elmanBackward(Activation f, int n, float[] h, int off, float[] dh, int dhOff) {
    int whole = n / L * L;
    VectorCells.elmanBackward(f, whole, h, off, dh, dhOff);
    scalar.elmanBackward(f, n - whole, h, off + whole, dh, dhOff + whole);
  }
}
