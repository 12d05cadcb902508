package org.sparkrnn.nn;

import java.util.Arrays;
import org.sparkrnn.math.Kernels;

/**
 * LSTM (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000), gate order i,
 * f, g, o as in PyTorch's nn.LSTM:
 *
 * <pre>
 *   a = U x_t + W h_{t-1} + b
 *   i, f, o = sigmoid(a_i, a_f, a_o)      g = tanh(a_g)
 *   c_t = f * c_{t-1} + i * g             h_t = o * tanh(c_t)
 *
 *   do = dh * tanh(c_t)                   dc += dh * o * (1 - tanh(c_t)^2)
 *   di = dc * g    df = dc * c_{t-1}      dg = dc * i      dc_{t-1} = dc * f
 *   da_i = di * i (1 - i), f and o alike  da_g = dg * (1 - g^2)
 * </pre>
 */
final class LstmCell extends Cell {
  LstmCell(int hiddenSize) {
    super(hiddenSize);
  }

  @Override
  int gates() {
    return 4;
  }

  @Override
  boolean hasCellState() {
    return true;
  }

  @Override
  void forward(float[] w, int recurrentBias, Scan s, int row, int rows) {
    int at = row * hiddenSize;
    Kernels.get()
        .lstmForward(rows, hiddenSize, s.a, 4 * at, s.cPrev, at, s.c, at, s.tanhC, at, s.h, at);
  }

  @Override
  void backward(Scan s, int row, int rows) {
    int at = row * hiddenSize;
    Kernels.get()
        .lstmBackward(rows, hiddenSize, s.a, 4 * at, s.cPrev, at, s.tanhC, at, s.dh, 0, s.dc, 0);
    Arrays.fill(s.dh, 0, rows * hiddenSize, 0f);
  }
}
