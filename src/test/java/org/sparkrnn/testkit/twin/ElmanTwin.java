package org.sparkrnn.testkit.twin;

import org.sparkrnn.nn.sequence.RecurrentSpec;

/** h_t = f1(a + W h_{t-1}). */
final class ElmanTwin implements CellTwin {
  private final RecurrentSpec spec;
  private final PlainContext context;
  private final String suffix;

  ElmanTwin(RecurrentSpec spec, PlainContext context, String suffix) {
    this.spec = spec;
    this.context = context;
    this.suffix = suffix;
  }

  @Override
  public double[] step(double[] a, double[][] states) {
    double[] r = context.recurrent(suffix, states[0]);
    double[] h = new double[a.length];
    for (int j = 0; j < h.length; j++) {
      h[j] = Functions.activation(spec.activation(), a[j] + r[j]);
    }
    return h;
  }
}
