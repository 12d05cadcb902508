package org.sparkrnn.nn;

import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.math.WeightProduct;

/**
 * What one direction of one layer keeps of a mini-batch between its forward and its backward pass.
 * Arrays only grow; rows are those of the packed batch, and step t is rows {@code offset(t)} and
 * following.
 *
 * <p>N rows, B sequences, H hidden units, G gates.
 */
final class Scan {
  private static final int LARGEST = Integer.MAX_VALUE - 8;

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
  final WeightProduct product; // the thread's; holds one direction's weights at a time

  Scan(WeightProduct product) {
    this.product = product;
  }

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

  /** The array, or a larger one, for so many rows and columns. */
  static float[] atLeast(float[] array, int rows, int columns) {
    long size = (long) rows * columns;
    if (size > LARGEST) {
      throw new InvalidInputException(
          ("a batch of %d steps with %d values each takes more than the %d that an array holds;"
                  + " cut its longest sequences into several")
              .formatted(rows, columns, LARGEST));
    }
    return array.length >= size ? array : new float[(int) size];
  }
}
