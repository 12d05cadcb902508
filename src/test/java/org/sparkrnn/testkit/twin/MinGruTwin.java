package org.sparkrnn.testkit.twin;

import org.sparkrnn.nn.sequence.RecurrentSpec;

/** minGRU, with a = [a_z, a_h]. */
final class MinGruTwin implements CellTwin {
  MinGruTwin(RecurrentSpec spec, PlainContext context, String suffix) {}

  @Override
  public double[] step(double[] a, double[][] states) {
    int H = states[0].length;
    double[] h = new double[H];
    for (int j = 0; j < H; j++) {
      double z = Functions.sigmoid(a[j]);
      h[j] = (1 - z) * states[0][j] + z * a[H + j];
    }
    return h;
  }
}
