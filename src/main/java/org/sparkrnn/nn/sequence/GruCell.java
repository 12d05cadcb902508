package org.sparkrnn.nn.sequence;

import org.sparkrnn.math.Kernels;
import org.sparkrnn.nn.Buffers;

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
public final class GruCell extends ScannedCell {
  private float[] q = {}; // [N, H] W_n h_{t-1} + b_hn

  /**
   * @param hiddenSize H
   */
  public GruCell(int hiddenSize) {
    super(hiddenSize, 1);
  }

  @Override
  public int gates() {
    return 3;
  }

  @Override
  public boolean apart() {
    return true;
  }

  @Override
  public long ownFloatsPerStep() {
    return H; // q
  }

  @Override
  public void reserve(int N) {
    q = Buffers.atLeast(q, N, H);
  }

  @Override
  public void step(float[] w, float[] a, float[] h, int row, int rows) {
    int at = row * H;
    Kernels.get()
        .gruForward(rows, H, a, 3 * at, r, 0, w, recurrentBias(), previous(0), at, q, at, h, at);
  }

  @Override
  public void stepBack(float[] a, int row, int rows) {
    int at = row * H;
    Kernels.get()
        .gruBackward(rows, H, a, 3 * at, q, at, previous(0), at, d[0], 0, dr, 3 * at, d[0], 0);
  }
}
