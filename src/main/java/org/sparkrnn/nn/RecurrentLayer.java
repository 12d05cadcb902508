package org.sparkrnn.nn;

import java.util.Arrays;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.math.Blas;
import org.sparkrnn.math.Kernels;

/**
 * One direction of one recurrent layer over a packed batch. Only dh_t is a recurrence; the product
 * with the inputs and all gradients of weights and inputs are one matrix product over all steps:
 *
 * <pre>
 *   A = X U' + b                          [N, G*H]  hoisted out of the scan
 *   a_t += h_{t-1} W'                     [B_t, G*H] one small product a step
 *   dU = dA' X    dW = dR' Hprev    db = column sums of dA    dX = dA U
 * </pre>
 *
 * PyTorch keeps two biases, b_ih and b_hh. Only their sum matters except in a GRU's n gate, where
 * b_hn stands inside the product with r; so there is one bias [G*H], and for a GRU b_hn [H] beside
 * it.
 */
final class RecurrentLayer {
  private final Cell cell;
  private final int inputSize; // I
  private final int H;
  private final int GH;
  private final boolean reverse;
  private final ParamLayout.Block U; // [G*H, I]
  private final ParamLayout.Block W; // [G*H, H]
  private final ParamLayout.Block b; // [G*H]
  private final ParamLayout.Block bhn; // [H] or null

  RecurrentLayer(ParamLayout layout, String suffix, Cell cell, int inputSize, boolean reverse) {
    this.cell = cell;
    this.inputSize = inputSize;
    this.reverse = reverse;
    H = cell.hiddenSize;
    GH = cell.gates() * H;
    U = layout.add("rnn.weight_ih_" + suffix, GH, inputSize);
    W = cell.recurrent() ? layout.add("rnn.weight_hh_" + suffix, GH, H) : null;
    b = layout.add("rnn.bias_ih_" + suffix, 1, GH);
    bhn = cell.separateRecurrent() ? layout.add("rnn.bias_hn_" + suffix, 1, H) : null;
  }

  /** Computes {@code s.h} [N, H] from inputs x [N, I]. */
  void forward(float[] w, float[] x, PackedBatch batch, Scan s) {
    int N = batch.rows();
    s.a = Scan.atLeast(s.a, N * GH);
    s.h = Scan.atLeast(s.h, N * H);
    Blas.fillRows(N, GH, w, b.offset(), s.a, 0, GH);
    Blas.productABt(N, GH, inputSize, x, 0, inputSize, w, U.offset(), inputSize, 1f, s.a, 0, GH);
    if (!cell.recurrent()) {
      cell.forward(w, -1, s, 0, N);
      return;
    }
    reserveForward(s, N, batch.sequences());
    s.forward.takeTransposed(w, W.offset(), H, GH);
    int T = batch.maxLength();
    for (int k = 0; k < T; k++) {
      int t = reverse ? T - 1 - k : k;
      int row = batch.offset(t);
      int rows = batch.batchSize(t);
      int carried = carried(batch, t);
      takePreviousState(batch, t, carried, s);
      float[] product = cell.separateRecurrent() ? s.r : s.a;
      int at = cell.separateRecurrent() ? 0 : row * GH;
      if (cell.separateRecurrent()) {
        Arrays.fill(s.r, 0, rows * GH, 0f);
      }
      s.forward.add(carried, s.hPrev, row * H, product, at);
      cell.forward(w, bhn == null ? -1 : bhn.offset(), s, row, rows);
    }
  }

  /**
   * Adds this layer's gradients into {@code g} and, if asked, writes dL/dx.
   *
   * @param dOut [N, ldOut], dL/dh_t in columns {@code column} to {@code column + H}
   * @param dx [N, I] to add into, or null
   */
  void backward(
      float[] w,
      float[] x,
      PackedBatch batch,
      Scan s,
      float[] dOut,
      int column,
      int ldOut,
      Gradient g,
      float[] dx) {
    int N = batch.rows();
    if (cell.recurrent()) {
      scanBackward(w, batch, s, dOut, column, ldOut);
    } else {
      s.dh = Scan.atLeast(s.dh, N * H);
      addColumns(dOut, column, ldOut, 0, N, s.dh, 0);
      cell.backward(s, 0, N);
    }
    Blas.productAtB(
        GH, inputSize, N, s.a, 0, GH, x, 0, inputSize, 1f, g.dense(), g.at(U), inputSize);
    Kernels.get().addColumnSums(N, GH, s.a, 0, GH, g.dense(), g.at(b));
    if (cell.recurrent()) {
      float[] dR = cell.separateRecurrent() ? s.dr : s.a;
      Blas.productAtB(GH, H, N, dR, 0, GH, s.hPrev, 0, H, 1f, g.dense(), g.at(W), H);
      if (bhn != null) {
        Kernels.get().addColumnSums(N, H, dR, GH - H, GH, g.dense(), g.at(bhn));
      }
    }
    if (dx != null) {
      Blas.productAB(N, inputSize, GH, s.a, 0, GH, w, U.offset(), inputSize, 1f, dx, 0, inputSize);
    }
  }

  private void scanBackward(
      float[] w, PackedBatch batch, Scan s, float[] dOut, int column, int ldOut) {
    s.dh = Scan.atLeast(s.dh, batch.sequences() * H);
    s.dc = cell.hasCellState() ? Scan.atLeast(s.dc, batch.sequences() * H) : s.dc;
    s.dr = cell.separateRecurrent() ? Scan.atLeast(s.dr, batch.rows() * GH) : s.dr;
    s.backward.take(w, W.offset(), GH, H);
    int T = batch.maxLength();
    int carried = 0; // rows for which the step just done has left a gradient in dh and dc
    for (int k = 0; k < T; k++) {
      int t = reverse ? k : T - 1 - k;
      int row = batch.offset(t);
      int rows = batch.batchSize(t);
      addColumns(dOut, column, ldOut, row, rows, s.dh, carried);
      if (cell.hasCellState()) {
        Arrays.fill(s.dc, Math.min(carried, rows) * H, rows * H, 0f);
      }
      cell.backward(s, row, rows);
      carried = carried(batch, t);
      float[] dR = cell.separateRecurrent() ? s.dr : s.a;
      s.backward.add(carried, dR, row * GH, s.dh, 0);
    }
  }

  /** How many rows of step t have a step before them in the direction of the scan. */
  private int carried(PackedBatch batch, int t) {
    if (reverse) {
      return t + 1 < batch.maxLength() ? batch.batchSize(t + 1) : 0;
    }
    return t > 0 ? batch.batchSize(t) : 0;
  }

  private void takePreviousState(PackedBatch batch, int t, int carried, Scan s) {
    int to = batch.offset(t) * H;
    int end = to + batch.batchSize(t) * H;
    if (carried > 0) {
      int from = batch.offset(reverse ? t + 1 : t - 1) * H;
      System.arraycopy(s.h, from, s.hPrev, to, carried * H);
      if (cell.hasCellState()) {
        System.arraycopy(s.c, from, s.cPrev, to, carried * H);
      }
    }
    Arrays.fill(s.hPrev, to + carried * H, end, 0f);
    if (cell.hasCellState()) {
      Arrays.fill(s.cPrev, to + carried * H, end, 0f);
    }
  }

  private void reserveForward(Scan s, int N, int B) {
    s.hPrev = Scan.atLeast(s.hPrev, N * H);
    if (cell.hasCellState()) {
      s.c = Scan.atLeast(s.c, N * H);
      s.tanhC = Scan.atLeast(s.tanhC, N * H);
      s.cPrev = Scan.atLeast(s.cPrev, N * H);
    }
    if (cell.separateRecurrent()) {
      s.r = Scan.atLeast(s.r, B * GH);
      s.q = Scan.atLeast(s.q, N * H);
    }
  }

  /** dh[i] = dOut's row, plus what dh holds already in its first {@code carried} rows. */
  private void addColumns(
      float[] dOut, int column, int ldOut, int row, int rows, float[] dh, int carried) {
    for (int i = 0; i < rows; i++) {
      int from = (row + i) * ldOut + column;
      int to = i * H;
      if (i < carried) {
        for (int j = 0; j < H; j++) {
          dh[to + j] += dOut[from + j];
        }
      } else {
        System.arraycopy(dOut, from, dh, to, H);
      }
    }
  }
}
