package org.sparkrnn.testkit.twin;

import org.sparkrnn.nn.sequence.ResidualSpec;

/** y = x + f(x). */
final class ResidualTwin implements LayerTwin {
  private final LayerTwin f;

  ResidualTwin(ResidualSpec spec, PlainContext context) {
    f = Twins.chain(spec.inner(), context);
  }

  @Override
  public double[][] forward(double[][] x) {
    double[][] inner = f.forward(x);
    double[][] y = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      y[t] = new double[x[t].length];
      for (int j = 0; j < x[t].length; j++) {
        y[t][j] = x[t][j] + inner[t][j];
      }
    }
    return y;
  }
}
