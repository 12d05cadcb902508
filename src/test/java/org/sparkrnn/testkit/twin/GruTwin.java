package org.sparkrnn.testkit.twin;

import org.sparkrnn.nn.sequence.RecurrentSpec;

/** Gated recurrent units, gates r, z, n, with a second bias inside the product with r. */
final class GruTwin implements CellTwin {
  private final PlainContext context;
  private final String suffix;

  GruTwin(RecurrentSpec spec, PlainContext context, String suffix) {
    this.context = context;
    this.suffix = suffix;
  }

  @Override
  public double[] step(double[] a, double[][] states) {
    double[] r = context.recurrent(suffix, states[0]);
    int H = states[0].length;
    double[] h = new double[H];
    for (int j = 0; j < H; j++) {
      double reset = Functions.sigmoid(a[j] + r[j]);
      double z = Functions.sigmoid(a[H + j] + r[H + j]);
      double q = r[2 * H + j] + context.at("rnn.bias_hn_" + suffix, j);
      double n = Math.tanh(a[2 * H + j] + reset * q);
      h[j] = (1 - z) * n + z * states[0][j];
    }
    return h;
  }
}
