package org.sparkrnn.nn;

import org.sparkrnn.math.StepProduct;

/**
 * What one direction of one layer keeps of a mini-batch between its forward and its backward pass.
 * Arrays only grow; rows are those of the packed batch, and step t is rows {@code offset(t)} and
 * following.
 *
 * <p>N rows, B sequences, H hidden units, G gates.
 */
final class Scan {
  float[] a = {}; // [N, G*H] U x + b (+ W h); after forward: the gates; after backward: dL/da
  float[] r = {}; // [B, G*H] this step's W h, for cells that keep it apart
  float[] q = {}; // [N, H] GRU: W_n h_{t-1} + b_hn
  float[] h = {}; // [N, H] h_t
  float[] c = {}; // [N, H] LSTM: c_t
  float[] tanhC = {}; // [N, H] LSTM: tanh(c_t)
  float[] hPrev = {}; // [N, H] h_{t-1}, zeros where a sequence begins
  float[] cPrev = {}; // [N, H] LSTM: c_{t-1}
  float[] hEdge = {}; // [B, H] h of the step before this window of steps
  float[] cEdge = {}; // [B, H] LSTM: the same of c
  float[] dh = {}; // [B, H] dL/dh_t of the current step; then the carry to its predecessor
  float[] dc = {}; // [B, H] LSTM: the same for the cell state
  float[] dr = {}; // [N, G*H] dL/d(W h), where it differs from dL/da
  double[] flow; // [N] squared norms of dL/dh_t, or null where nobody asks
  final StepProduct forward = new StepProduct(); // by W' [H, G*H]
  final StepProduct backward = new StepProduct(); // by W [G*H, H]

  /** How many floats a cell's scan keeps per row: the arrays of [N, ...] above that it uses. */
  static long floatsPerRow(Cell cell) {
    long H = cell.hiddenSize;
    long floats = cell.gates() * H + H; // a, h
    floats += cell.recurrent() ? H : 0; // hPrev
    floats += cell.hasCellState() ? 3 * H : 0; // c, tanhC, cPrev
    floats += cell.separateRecurrent() ? H + cell.gates() * H : 0; // q, dr
    return floats;
  }

  /** Records rows [row, row + rows), whose dL/dh_t is at hand. */
  void recordFlow(int row, int rows, int H) {
    for (int i = 0; i < rows; i++) {
      double sum = 0;
      for (int j = 0; j < H; j++) {
        sum += (double) dh[i * H + j] * dh[i * H + j];
      }
      flow[row + i] = sum;
    }
  }

  static float[] atLeast(float[] array, int size) {
    return array.length >= size ? array : new float[size];
  }
}
