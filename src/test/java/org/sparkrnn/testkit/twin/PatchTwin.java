package org.sparkrnn.testkit.twin;

import org.sparkrnn.nn.sequence.PatchSpec;

/**
 * Joins every k steps so that the last steps of a sequence are together; zeros come before its
 * beginning.
 */
final class PatchTwin implements LayerTwin {
  private final int k;

  PatchTwin(PatchSpec spec, PlainContext context) {
    k = spec.steps();
  }

  @Override
  public double[][] forward(double[][] x) {
    int patches = (x.length + k - 1) / k;
    double[][] joined = new double[patches][];
    for (int p = 0; p < patches; p++) {
      int C = x[0].length;
      joined[p] = new double[k * C];
      for (int i = 0; i < k; i++) {
        int t = x.length - (patches - p) * k + i;
        if (t >= 0) {
          System.arraycopy(x[t], 0, joined[p], i * C, C);
        }
      }
    }
    return joined;
  }
}
