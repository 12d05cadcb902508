package org.sparkrnn.testkit.twin;

import org.sparkrnn.nn.sequence.WindowSpec;

/** Joins every step with the k - 1 previous ones, oldest first, with zeros before the beginning. */
final class WindowTwin implements LayerTwin {
  private final int k;

  WindowTwin(WindowSpec spec, PlainContext context) {
    k = spec.steps();
  }

  @Override
  public double[][] forward(double[][] x) {
    double[][] joined = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      int C = x[t].length;
      joined[t] = new double[k * C];
      for (int i = 0; i < k; i++) {
        if (t - k + 1 + i >= 0) {
          System.arraycopy(x[t - k + 1 + i], 0, joined[t], i * C, C);
        }
      }
    }
    return joined;
  }
}
