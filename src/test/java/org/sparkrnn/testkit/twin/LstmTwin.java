package org.sparkrnn.testkit.twin;

import org.sparkrnn.nn.sequence.RecurrentSpec;

/** Long short-term memory, gates i, f, g, o. */
final class LstmTwin implements CellTwin {
  private final PlainContext context;
  private final String suffix;

  LstmTwin(RecurrentSpec spec, PlainContext context, String suffix) {
    this.context = context;
    this.suffix = suffix;
  }

  @Override
  public double[] step(double[] a, double[][] states) {
    double[] r = context.recurrent(suffix, states[0]);
    double[] c = states[1];
    int H = c.length;
    double[] h = new double[H];
    for (int j = 0; j < H; j++) {
      double i = Functions.sigmoid(a[j] + r[j]);
      double f = Functions.sigmoid(a[H + j] + r[H + j]);
      double g = Math.tanh(a[2 * H + j] + r[2 * H + j]);
      double o = Functions.sigmoid(a[3 * H + j] + r[3 * H + j]);
      c[j] = f * c[j] + i * g;
      h[j] = o * Math.tanh(c[j]);
    }
    return h;
  }
}
