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
  static final int WINDOW_ROWS = 1 << 12;

  private final Cell cell;
  private final int layer;
  private final int I; // inputs a step
  private final int H;
  private final int GH;
  private final boolean reverse;
  private final ParamLayout.Block U; // [G*H, I]
  private final ParamLayout.Block W; // [G*H, H]
  private final ParamLayout.Block b; // [G*H]
  private final ParamLayout.Block bhn; // [H] or null
  private final ParamLayout.Block h0; // [H] the learned first state, or null: zeros
  private final ParamLayout.Block c0; // [H] LSTM: the same for the cell state

  RecurrentLayer(ParamLayout layout, NetworkSpec spec, int layer, int inputSize, boolean reverse) {
    cell = spec.cell().create(spec.hiddenSize(), spec.activation());
    this.layer = layer;
    I = inputSize;
    this.reverse = reverse;
    String suffix = "l" + layer + (reverse ? "_reverse" : "");
    H = cell.hiddenSize;
    GH = cell.gates() * H;
    U = layout.add("rnn.weight_ih_" + suffix, GH, I);
    W = cell.recurrent() ? layout.add("rnn.weight_hh_" + suffix, GH, H) : null;
    b = layout.add("rnn.bias_ih_" + suffix, 1, GH);
    bhn = cell.separateRecurrent() ? layout.add("rnn.bias_hn_" + suffix, 1, H) : null;
    boolean learned = spec.learnedInitialState() && cell.recurrent();
    h0 = learned ? layout.add("rnn.h0_" + suffix, 1, H) : null;
    c0 = learned && cell.hasCellState() ? layout.add("rnn.c0_" + suffix, 1, H) : null;
  }

  /**
   * Computes {@code s.h} [N, H] from inputs x [N, I], and the states that {@code pass} asks for.
   */
  void forward(float[] w, float[] x, PackedBatch batch, Scan s, Pass pass) {
    forward(w, x, batch, 0, batch.maxLength(), s, pass.initial(), pass.rowsAlike());
    if (cell.recurrent() && pass.last() != null) {
      keepLastStates(batch, s, pass.last());
    }
  }

  /**
   * Writes h_t of all steps into columns {@code column} to {@code column + H} of {@code out} [N,
   * ldOut], in windows of steps: what a backward pass would need is kept of one window only.
   */
  void outputs(
      float[] w, float[] x, PackedBatch batch, Scan s, float[] out, int column, int ldOut) {
    int T = batch.maxLength();
    for (int done = 0; done < T; ) {
      int from = reverse ? T - done : done;
      int to = from;
      do {
        to += reverse ? -1 : 1;
        done++;
      } while (done < T && rows(batch, from, reverse ? to - 1 : to + 1) <= WINDOW_ROWS);
      int first = Math.min(from, to);
      forward(w, x, batch, first, Math.max(from, to), s, null, true);
      for (int i = 0; i < rows(batch, from, to); i++) {
        System.arraycopy(s.h, i * H, out, (batch.offset(first) + i) * ldOut + column, H);
      }
      if (cell.recurrent()) {
        keepEdge(batch, reverse ? to : to - 1, batch.offset(first), s);
      }
    }
  }

  private static int rows(PackedBatch batch, int from, int to) {
    return Math.abs(batch.offset(to) - batch.offset(from));
  }

  /**
   * Keeps the state of step t, of a window whose first row is {@code base}, for the next window.
   */
  private void keepEdge(PackedBatch batch, int t, int base, Scan s) {
    int size = batch.batchSize(t) * H;
    int at = (batch.offset(t) - base) * H;
    s.hEdge = Scan.atLeast(s.hEdge, batch.batchSize(t), H);
    System.arraycopy(s.h, at, s.hEdge, 0, size);
    if (cell.hasCellState()) {
      s.cEdge = Scan.atLeast(s.cEdge, batch.batchSize(t), H);
      System.arraycopy(s.c, at, s.cEdge, 0, size);
    }
  }

  /** Steps {@code first} to {@code end - 1}; their first row is row 0 of the scan's arrays. */
  private void forward(
      float[] w,
      float[] x,
      PackedBatch batch,
      int first,
      int end,
      Scan s,
      RecurrentState initial,
      boolean alike) {
    int base = batch.offset(first);
    int N = batch.offset(end) - base; // rows of this window
    s.a = Scan.atLeast(s.a, N, GH);
    s.h = Scan.atLeast(s.h, N, H);
    int at = base * I;
    if (alike) {
      s.product.rows(N, GH, I, x, at, I, w, U.offset(), b.offset(), s.a);
    } else {
      Blas.fillRows(N, GH, w, b.offset(), s.a, 0, GH);
      Blas.productABt(N, GH, I, x, at, I, w, U.offset(), I, 1f, s.a, 0, GH);
    }
    if (!cell.recurrent()) {
      cell.forward(w, -1, s, 0, N);
      return;
    }
    reserveForward(s, N, batch.sequences());
    s.product.takeTransposed(w, W.offset(), H, GH, alike);
    boolean zeroStart = h0 == null && initial == null; // and W times zeros is left out
    for (int k = 0; k < end - first; k++) {
      int t = reverse ? end - 1 - k : first + k;
      int row = batch.offset(t) - base;
      int rows = batch.batchSize(t);
      int carried = carried(batch, t);
      takePreviousState(w, batch, t, base, k == 0, carried, s, initial);
      float[] product = cell.separateRecurrent() ? s.r : s.a;
      int to = cell.separateRecurrent() ? 0 : row * GH;
      if (cell.separateRecurrent()) {
        Arrays.fill(s.r, 0, rows * GH, 0f);
      }
      s.product.add(zeroStart ? carried : rows, s.hPrev, row * H, product, to);
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
      Pass pass,
      float[] dOut,
      int column,
      int ldOut,
      Gradient g,
      float[] dx) {
    int N = batch.rows();
    if (cell.recurrent()) {
      scanBackward(w, batch, s, pass.initial(), dOut, column, ldOut, g);
    } else {
      s.dh = Scan.atLeast(s.dh, N, H);
      addColumns(dOut, column, ldOut, 0, N, s.dh, 0);
      if (s.flow != null) {
        s.recordFlow(0, N, H);
      }
      cell.backward(s, 0, N);
    }
    Blas.productAtB(GH, I, N, s.a, 0, GH, x, 0, I, 1f, g.dense(), g.at(U), I);
    Kernels.get().addColumnSums(N, GH, s.a, 0, GH, g.dense(), g.at(b));
    if (cell.recurrent()) {
      float[] dR = cell.separateRecurrent() ? s.dr : s.a;
      Blas.productAtB(GH, H, N, dR, 0, GH, s.hPrev, 0, H, 1f, g.dense(), g.at(W), H);
      if (bhn != null) {
        Kernels.get().addColumnSums(N, H, dR, GH - H, GH, g.dense(), g.at(bhn));
      }
    }
    if (dx != null) {
      Blas.productAB(N, I, GH, s.a, 0, GH, w, U.offset(), I, 1f, dx, 0, I);
    }
  }

  private void scanBackward(
      float[] w,
      PackedBatch batch,
      Scan s,
      RecurrentState initial,
      float[] dOut,
      int column,
      int ldOut,
      Gradient g) {
    s.dh = Scan.atLeast(s.dh, batch.sequences(), H);
    s.dc = cell.hasCellState() ? Scan.atLeast(s.dc, batch.sequences(), H) : s.dc;
    s.dr = cell.separateRecurrent() ? Scan.atLeast(s.dr, batch.rows(), GH) : s.dr;
    s.product.take(w, W.offset(), GH, H, false);
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
      if (s.flow != null) {
        s.recordFlow(row, rows, H);
      }
      cell.backward(s, row, rows);
      carried = carried(batch, t);
      float[] dR = cell.separateRecurrent() ? s.dr : s.a;
      s.product.add(carried, dR, row * GH, s.dh, 0);
      if (h0 != null && carried < rows) {
        s.product.add(rows - carried, dR, (row + carried) * GH, s.dh, carried * H);
        addFirstStates(batch, carried, rows, s, initial, g);
      }
    }
  }

  /** dh0 += W' dR_1, dc0 += dc_1 * f_1, summed over the sequences whose first step this is. */
  private void addFirstStates(
      PackedBatch batch, int from, int rows, Scan s, RecurrentState initial, Gradient g) {
    for (int b = from; b < rows; b++) {
      if (initial != null && initial.begun(batch.position(b))) { // not this sequence's beginning
        Arrays.fill(s.dh, b * H, (b + 1) * H, 0f);
        if (c0 != null) {
          Arrays.fill(s.dc, b * H, (b + 1) * H, 0f);
        }
      }
    }
    Kernels.get().addColumnSums(rows - from, H, s.dh, from * H, H, g.dense(), g.at(h0));
    if (c0 != null) {
      Kernels.get().addColumnSums(rows - from, H, s.dc, from * H, H, g.dense(), g.at(c0));
    }
  }

  /** How many rows of step t have a step before them in the direction of the scan. */
  private int carried(PackedBatch batch, int t) {
    if (reverse) {
      return t + 1 < batch.maxLength() ? batch.batchSize(t + 1) : 0;
    }
    return t > 0 ? batch.batchSize(t) : 0;
  }

  private void takePreviousState(
      float[] w,
      PackedBatch batch,
      int t,
      int base,
      boolean edge,
      int carried,
      Scan s,
      RecurrentState initial) {
    int to = (batch.offset(t) - base) * H;
    int rows = batch.batchSize(t);
    if (carried > 0) {
      int from = edge ? 0 : (batch.offset(reverse ? t + 1 : t - 1) - base) * H;
      System.arraycopy(edge ? s.hEdge : s.h, from, s.hPrev, to, carried * H);
      if (cell.hasCellState()) {
        System.arraycopy(edge ? s.cEdge : s.c, from, s.cPrev, to, carried * H);
      }
    }
    takeFirstState(w, h0, 0, batch, carried, rows, s.hPrev, to, initial);
    if (cell.hasCellState()) {
      takeFirstState(w, c0, 1, batch, carried, rows, s.cPrev, to, initial);
    }
  }

  /** Rows [from, rows) of a step begin their sequences, or continue what another chunk left. */
  private void takeFirstState(
      float[] w,
      ParamLayout.Block learned,
      int slot,
      PackedBatch batch,
      int from,
      int rows,
      float[] previous,
      int at,
      RecurrentState initial) {
    if (learned == null) {
      Arrays.fill(previous, at + from * H, at + rows * H, 0f);
    } else {
      Blas.fillRows(rows - from, H, w, learned.offset(), previous, at + from * H, H);
    }
    for (int b = from; initial != null && b < rows; b++) {
      initial.read(batch.position(b), layer, slot, previous, at + b * H);
    }
  }

  private void keepLastStates(PackedBatch batch, Scan s, RecurrentState last) {
    for (int t = 0; t < batch.maxLength(); t++) {
      int longer = t + 1 < batch.maxLength() ? batch.batchSize(t + 1) : 0;
      for (int b = longer; b < batch.batchSize(t); b++) {
        int at = batch.row(b, t) * H;
        last.write(batch.position(b), layer, 0, s.h, at);
        if (cell.hasCellState()) {
          last.write(batch.position(b), layer, 1, s.c, at);
        }
      }
    }
  }

  private void reserveForward(Scan s, int N, int B) {
    s.hPrev = Scan.atLeast(s.hPrev, N, H);
    if (cell.hasCellState()) {
      s.c = Scan.atLeast(s.c, N, H);
      s.tanhC = Scan.atLeast(s.tanhC, N, H);
      s.cPrev = Scan.atLeast(s.cPrev, N, H);
    }
    if (cell.separateRecurrent()) {
      s.r = Scan.atLeast(s.r, B, GH);
      s.q = Scan.atLeast(s.q, N, H);
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
