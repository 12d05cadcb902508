package org.sparkrnn.nn;

import java.util.Arrays;
import org.sparkrnn.math.Kernels;

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
  private final Kernels.Activation f1;
  private final boolean recurrent;

  ElmanCell(int hiddenSize, Activation f1, boolean recurrent) {
    super(hiddenSize);
    this.f1 = f1.kernel();
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
    int at = row * hiddenSize;
    Kernels.get().elmanForward(f1, rows, hiddenSize, s.a, at);
    System.arraycopy(s.a, at, s.h, at, rows * hiddenSize);
  }

  @Override
  void backward(Scan s, int row, int rows) {
    int at = row * hiddenSize;
    Kernels.get().elmanBackward(f1, rows * hiddenSize, s.a, at, s.dh, 0);
    Arrays.fill(s.dh, 0, rows * hiddenSize, 0f);
  }
}
