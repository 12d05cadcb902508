package org.sparkrnn.testkit.twin;

import org.sparkrnn.nn.sequence.RecurrentSpec;

/** h_t = f1(a). */
final class MemorylessTwin implements CellTwin {
  private final RecurrentSpec spec;

  MemorylessTwin(RecurrentSpec spec, PlainContext context, String suffix) {
    this.spec = spec;
  }

  @Override
  public double[] step(double[] a, double[][] states) {
    double[] h = new double[a.length];
    for (int j = 0; j < h.length; j++) {
      h[j] = Functions.activation(spec.activation(), a[j]);
    }
    return h;
  }
}
