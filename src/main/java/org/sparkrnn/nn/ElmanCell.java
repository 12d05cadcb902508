package org.sparkrnn.nn;

/**
 * Elman (1990):
 *
 * <pre>
 *   z_t = U x_t + W h_{t-1} + b        h_t = f1(z_t)
 *   dz_t = f1'(z_t) * dh_t
 * </pre>
 *
 * With {@code recurrent = false} the same layer without W: the memoryless feed-forward layer h_t =
 * f1(U x_t + b) that recurrent networks are compared with.
 */
final class ElmanCell extends Cell {
  private final Activation f1;
  private final boolean recurrent;

  ElmanCell(int hiddenSize, Activation f1, boolean recurrent) {
    super(hiddenSize);
    this.f1 = f1;
    this.recurrent = recurrent;
  }

  @Override
  int gates() {
    return 1;
  }

  @Override
  boolean recurrent() {
    return recurrent;
  }

  @Override
  void forward(float[] w, int recurrentBias, Scan s, int row, int rows) {
    int from = row * hiddenSize;
    int to = from + rows * hiddenSize;
    for (int k = from; k < to; k++) {
      float h = f1.value(s.a[k]);
      s.a[k] = h;
      s.h[k] = h;
    }
  }

  @Override
  void backward(Scan s, int row, int rows) {
    int from = row * hiddenSize;
    int size = rows * hiddenSize;
    for (int k = 0; k < size; k++) {
      s.a[from + k] = f1.derivative(s.a[from + k]) * s.dh[k];
      s.dh[k] = 0f;
    }
  }
}
