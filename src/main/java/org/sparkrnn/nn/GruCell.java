package org.sparkrnn.nn;

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
    int H = hiddenSize;
    for (int b = 0; b < rows; b++) {
      int ar = 3 * (row + b) * H;
      int rr = 3 * b * H;
      for (int j = 0; j < H; j++) {
        int k = (row + b) * H + j;
        float r = Activation.sigmoid(s.a[ar + j] + s.r[rr + j]);
        float z = Activation.sigmoid(s.a[ar + H + j] + s.r[rr + H + j]);
        float q = s.r[rr + 2 * H + j] + w[recurrentBias + j];
        float n = (float) Math.tanh(s.a[ar + 2 * H + j] + r * q);
        s.a[ar + j] = r;
        s.a[ar + H + j] = z;
        s.a[ar + 2 * H + j] = n;
        s.q[k] = q;
        s.h[k] = (1f - z) * n + z * s.hPrev[k];
      }
    }
  }

  @Override
  void backward(Scan s, int row, int rows) {
    int H = hiddenSize;
    for (int b = 0; b < rows; b++) {
      int ar = 3 * (row + b) * H;
      for (int j = 0; j < H; j++) {
        int k = (row + b) * H + j;
        int carry = b * H + j;
        float r = s.a[ar + j];
        float z = s.a[ar + H + j];
        float n = s.a[ar + 2 * H + j];
        float dh = s.dh[carry];
        float dan = dh * (1f - z) * (1f - n * n);
        float daz = dh * (s.hPrev[k] - n) * z * (1f - z);
        float dar = dan * s.q[k] * r * (1f - r);
        s.a[ar + j] = dar;
        s.a[ar + H + j] = daz;
        s.a[ar + 2 * H + j] = dan;
        s.dr[ar + j] = dar;
        s.dr[ar + H + j] = daz;
        s.dr[ar + 2 * H + j] = dan * r;
        s.dh[carry] = dh * z;
      }
    }
  }
}
