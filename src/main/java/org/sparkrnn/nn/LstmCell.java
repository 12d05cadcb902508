package org.sparkrnn.nn;

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
    int H = hiddenSize;
    for (int n = row; n < row + rows; n++) {
      int gi = 4 * n * H;
      int gf = gi + H;
      int gg = gf + H;
      int go = gg + H;
      for (int j = 0; j < H; j++) {
        float i = Activation.sigmoid(s.a[gi + j]);
        float f = Activation.sigmoid(s.a[gf + j]);
        float g = (float) Math.tanh(s.a[gg + j]);
        float o = Activation.sigmoid(s.a[go + j]);
        int k = n * H + j;
        float c = f * s.cPrev[k] + i * g;
        float tanhC = (float) Math.tanh(c);
        s.a[gi + j] = i;
        s.a[gf + j] = f;
        s.a[gg + j] = g;
        s.a[go + j] = o;
        s.c[k] = c;
        s.tanhC[k] = tanhC;
        s.h[k] = o * tanhC;
      }
    }
  }

  @Override
  void backward(Scan s, int row, int rows) {
    int H = hiddenSize;
    for (int b = 0; b < rows; b++) {
      int gi = 4 * (row + b) * H;
      int gf = gi + H;
      int gg = gf + H;
      int go = gg + H;
      for (int j = 0; j < H; j++) {
        int k = (row + b) * H + j;
        int carry = b * H + j;
        float i = s.a[gi + j];
        float f = s.a[gf + j];
        float g = s.a[gg + j];
        float o = s.a[go + j];
        float tanhC = s.tanhC[k];
        float dh = s.dh[carry];
        float dc = s.dc[carry] + dh * o * (1f - tanhC * tanhC);
        s.a[gi + j] = dc * g * i * (1f - i);
        s.a[gf + j] = dc * s.cPrev[k] * f * (1f - f);
        s.a[gg + j] = dc * i * (1f - g * g);
        s.a[go + j] = dh * tanhC * o * (1f - o);
        s.dc[carry] = dc * f;
        s.dh[carry] = 0f;
      }
    }
  }
}
