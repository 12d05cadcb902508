package org.sparkrnn.testkit.twin;

import org.sparkrnn.nn.sequence.UpsampleSpec;

/** Repeats each step several times. */
final class UpsampleTwin implements LayerTwin {
  private final int times;

  UpsampleTwin(UpsampleSpec spec, PlainContext context) {
    times = spec.repeats();
  }

  @Override
  public double[][] forward(double[][] x) {
    double[][] y = new double[x.length * times][];
    for (int t = 0; t < y.length; t++) {
      y[t] = x[t / times].clone();
    }
    return y;
  }
}
