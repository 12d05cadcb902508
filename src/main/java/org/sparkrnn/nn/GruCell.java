package org.sparkrnn.nn;

import org.sparkrnn.math.Kernels;

/**
 * GRU (Cho et al. 2014) in the form of PyTorch's nn.GRU, reset applied after the recurrent product,
 * gate order r, z, n:
 *
 * <pre>
 *   a = U x_t + b            R = W h_{t-1}              q = R_n + b_hn
 *   r, z = sigmoid(a + R)    n = tanh(a_n + r * q)      h_t = (1 - z) * n + z * h_{t-1}
 *
 *   dn = dh * (1 - z)        dz = dh * (h_{t-1} - n)    dh_{t-1} = dh * z + W' dR
 *   da_n = dn * (1 - n^2)    dr = da_n * q
 *   da_r = dr * r (1 - r)    da_z = dz * z (1 - z)
 *   dR_r = da_r              dR_z = da_z                dR_n = da_n * r
 * </pre>
 */
final class GruCell extends Cell {
  GruCell(int hiddenSize) {
    super(hiddenSize);
  }

  @Override
  int gates() {
    return 3;
  }

  @Override
  boolean separateRecurrent() {
    return true;
  }

  @Override
  void forward(float[] w, int recurrentBias, Scan s, int row, int rows) {
    int at = row * hiddenSize;
    Kernels.get()
        .gruForward(
            rows, hiddenSize, s.a, 3 * at, s.r, 0, w, recurrentBias, s.hPrev, at, s.q, at, s.h, at);
  }

  @Override
  void backward(Scan s, int row, int rows) {
    int at = row * hiddenSize;
    Kernels.get()
        .gruBackward(
            rows, hiddenSize, s.a, 3 * at, s.q, at, s.hPrev, at, s.dh, 0, s.dr, 3 * at, s.dh, 0);
  }
}
