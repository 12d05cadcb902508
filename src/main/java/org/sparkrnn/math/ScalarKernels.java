package org.sparkrnn.math;

import java.util.Arrays;

/** The readable implementation: plain loops, where packing is only a copy. */
final class ScalarKernels implements Kernels {
  @Override
  public String description() {
    return "scalar";
  }

  @Override
  public void pack(PackedMatrix b, float[] src, int off, int ld, int k, int n) {
    b.resize(k, n, k, n);
    for (int p = 0; p < k; p++) {
      System.arraycopy(src, off + p * ld, b.data, AlignedFloats.START + p * n, n);
    }
  }

  @Override
  public void packTransposed(PackedMatrix b, float[] src, int off, int ld, int k, int n) {
    b.resize(k, n, k, n);
    for (int j = 0; j < n; j++) {
      for (int p = 0; p < k; p++) {
        b.data[AlignedFloats.START + p * n + j] = src[off + j * ld + p];
      }
    }
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
    for (int i = 0; i < m; i++) {
      int row = cOff + i * ldc;
      if (s == null) {
        Arrays.fill(c, row, row + b.n, 0);
      } else {
        System.arraycopy(s, sOff + i * lds, c, row, b.n);
      }
      int p = 0;
      for (; p <= b.k - 4; p += 4) {
        addFourScaled(b.n, a, aOff + i * lda + p, b.data, AlignedFloats.START + p * b.n, c, row);
      }
      for (; p < b.k; p++) {
        addScaled(b.n, a[aOff + i * lda + p], b.data, AlignedFloats.START + p * b.n, c, row);
      }
    }
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
    for (int p = 0; p < k; p++) {
      for (int i = 0; i < m; i++) {
        addScaled(n, a[aOff + p * lda + i], b, bOff + p * ldb, c, cOff + i * ldc);
      }
    }
  }

  /** Adds four scaled rows of x, one after the other, but reads and writes y only once. */
  private static void addFourScaled(
      int n, float[] f, int fOff, float[] x, int xOff, float[] y, int yOff) {
    float f0 = f[fOff];
    float f1 = f[fOff + 1];
    float f2 = f[fOff + 2];
    float f3 = f[fOff + 3];
    for (int j = 0; j < n; j++) {
      float sum = y[yOff + j] + f0 * x[xOff + j];
      sum += f1 * x[xOff + n + j];
      sum += f2 * x[xOff + 2 * n + j];
      y[yOff + j] = sum + f3 * x[xOff + 3 * n + j];
    }
  }

  /** y += f x. */
  private static void addScaled(int n, float f, float[] x, int xOff, float[] y, int yOff) {
    for (int j = 0; j < n; j++) {
      y[yOff + j] += f * x[xOff + j];
    }
  }

  @Override
  public void addColumnSums(int m, int n, float[] a, int aOff, int lda, float[] out, int outOff) {
    for (int i = 0; i < m; i++) {
      addScaled(n, 1, a, aOff + i * lda, out, outOff);
    }
  }

  @Override
  public void tanh(float[] x, int off, int n) {
    for (int j = off; j < off + n; j++) {
      x[j] = Activations.tanh(x[j]);
    }
  }

  @Override
  public void sigmoid(float[] x, int off, int n) {
    for (int j = off; j < off + n; j++) {
      x[j] = Activations.sigmoid(x[j]);
    }
  }

  @Override
  public void exp(float[] x, int off, int n) {
    for (int j = off; j < off + n; j++) {
      x[j] = Activations.exp(x[j]);
    }
  }

  @Override
  public double softmaxCrossEntropy(float[] x, int off, int k, int label) {
    float most = Float.NEGATIVE_INFINITY;
    for (int j = off; j < off + k; j++) {
      most = Math.max(most, x[j]);
    }
    double loss = most - (double) x[off + label];
    double sum = 0;
    for (int j = off; j < off + k; j++) {
      x[j] = Activations.exp(x[j] - most);
      sum += x[j];
    }
    float scale = (float) (1 / sum);
    for (int j = off; j < off + k; j++) {
      x[j] *= scale;
    }
    x[off + label] -= 1;
    return loss + Math.log(sum);
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
    for (int u = 0; u < rows * hidden; u++) {
      int at = aOff + u / hidden * 4 * hidden + u % hidden;
      float i = Activations.sigmoid(a[at]);
      float f = Activations.sigmoid(a[at + hidden]);
      float g = Activations.tanh(a[at + 2 * hidden]);
      float o = Activations.sigmoid(a[at + 3 * hidden]);
      float cell = f * cPrev[cPrevOff + u] + i * g;
      float t = Activations.tanh(cell);
      a[at] = i;
      a[at + hidden] = f;
      a[at + 2 * hidden] = g;
      a[at + 3 * hidden] = o;
      c[cOff + u] = cell;
      tanhC[tanhCOff + u] = t;
      h[hOff + u] = o * t;
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
    for (int u = 0; u < rows * hidden; u++) {
      int at = aOff + u / hidden * 4 * hidden + u % hidden;
      float i = a[at];
      float f = a[at + hidden];
      float g = a[at + 2 * hidden];
      float o = a[at + 3 * hidden];
      float t = tanhC[tanhCOff + u];
      float dH = dh[dhOff + u];
      float dCell = dc[dcOff + u] + dH * o * (1 - t * t);
      a[at] = dCell * g * i * (1 - i);
      a[at + hidden] = dCell * cPrev[cPrevOff + u] * f * (1 - f);
      a[at + 2 * hidden] = dCell * i * (1 - g * g);
      a[at + 3 * hidden] = dH * t * o * (1 - o);
      dc[dcOff + u] = dCell * f;
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
    for (int u = 0; u < rows * hidden; u++) {
      int gate = u / hidden * 3 * hidden + u % hidden;
      int at = aOff + gate;
      int from = recOff + gate;
      float r = Activations.sigmoid(a[at] + rec[from]);
      float z = Activations.sigmoid(a[at + hidden] + rec[from + hidden]);
      float inner = rec[from + 2 * hidden] + biasN[biasNOff + u % hidden];
      float n = Activations.tanh(a[at + 2 * hidden] + r * inner);
      a[at] = r;
      a[at + hidden] = z;
      a[at + 2 * hidden] = n;
      q[qOff + u] = inner;
      h[hOff + u] = (1 - z) * n + z * hPrev[hPrevOff + u];
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
    for (int u = 0; u < rows * hidden; u++) {
      int gate = u / hidden * 3 * hidden + u % hidden;
      int at = aOff + gate;
      int to = dRecOff + gate;
      float r = a[at];
      float z = a[at + hidden];
      float n = a[at + 2 * hidden];
      float dH = dh[dhOff + u];
      float dN = dH * (1 - z) * (1 - n * n);
      float dZ = dH * (hPrev[hPrevOff + u] - n) * z * (1 - z);
      float dR = dN * q[qOff + u] * r * (1 - r);
      a[at] = dR;
      a[at + hidden] = dZ;
      a[at + 2 * hidden] = dN;
      dRec[to] = dR;
      dRec[to + hidden] = dZ;
      dRec[to + 2 * hidden] = dN * r;
      dhPrev[dhPrevOff + u] = dH * z;
    }
  }

  @Override
  public void elmanForward(Activation f, int rows, int hidden, float[] a, int off) {
    int n = rows * hidden;
    switch (f) {
      case TANH -> tanh(a, off, n);
      case SIGMOID -> sigmoid(a, off, n);
      case RELU -> {
        for (int j = off; j < off + n; j++) {
          a[j] = a[j] < 0 ? 0 : a[j]; // NaN stays
        }
      }
    }
  }

  @Override
  public void elmanBackward(Activation f, int n, float[] h, int off, float[] dh, int dhOff) {
    for (int j = 0; j < n; j++) {
      float y = h[off + j];
      float slope =
          switch (f) {
            case TANH -> 1 - y * y;
            case SIGMOID -> y * (1 - y);
            case RELU -> y > 0 ? 1 : 0;
          };
      h[off + j] = slope * dh[dhOff + j];
    }
  }
}
