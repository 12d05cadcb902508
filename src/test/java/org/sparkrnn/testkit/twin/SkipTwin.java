package org.sparkrnn.testkit.twin;

import org.sparkrnn.nn.sequence.SkipSpec;

/** y_t = [f(x)_t, x of the last k steps], oldest first, with zeros before the beginning. */
final class SkipTwin implements LayerTwin {
  private final int k;
  private final LayerTwin f;

  SkipTwin(SkipSpec spec, PlainContext context) {
    k = spec.steps();
    f = Twins.chain(spec.inner(), context);
  }

  @Override
  public double[][] forward(double[][] x) {
    double[][] inner = f.forward(x);
    double[][] y = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      int W = inner[t].length;
      int I = x[t].length;
      y[t] = new double[W + k * I];
      System.arraycopy(inner[t], 0, y[t], 0, W);
      for (int i = 0; i < k; i++) {
        if (t - k + 1 + i >= 0) {
          System.arraycopy(x[t - k + 1 + i], 0, y[t], W + i * I, I);
        }
      }
    }
    return y;
  }
}
