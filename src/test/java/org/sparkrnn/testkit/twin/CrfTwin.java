package org.sparkrnn.testkit.twin;

import org.sparkrnn.data.ColumnSpec;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.PackedColumn;
import org.sparkrnn.nn.output.CrfOutputSpec;

/** A CRF by enumeration of all paths. */
final class CrfTwin implements OutputTwin {
  private final PlainContext context;
  private final int K;

  CrfTwin(CrfOutputSpec spec, PlainContext context) {
    this.context = context;
    K = spec.outputSize();
  }

  private double score(double[][] o, int[] y) {
    double s = 0;
    for (int t = 0; t < o.length; t++) {
      s += o[t][y[t]] + (t == 0 ? 0 : context.at("output.transitions", y[t - 1] * K + y[t]));
    }
    return s;
  }

  private double[][] logits(double[][] h) {
    double[][] o = new double[h.length][];
    for (int t = 0; t < o.length; t++) {
      o[t] = context.affine("output.weight", "output.bias", h[t]);
    }
    return o;
  }

  private double logZ(double[][] o) {
    double[] a = o[0].clone();
    for (int t = 1; t < o.length; t++) {
      double[] next = new double[K];
      for (int k = 0; k < K; k++) {
        double sum = 0;
        for (int j = 0; j < K; j++) {
          sum += Math.exp(a[j] + context.at("output.transitions", j * K + k));
        }
        next[k] = Math.log(sum) + o[t][k];
      }
      a = next;
    }
    double sum = 0;
    for (double v : a) {
      sum += Math.exp(v);
    }
    return Math.log(sum);
  }

  @Override
  public double[][] outputs(double[][] h) {
    throw new UnsupportedOperationException();
  }

  @Override
  public double loss(double[][] h, PackedBatch batch, int b) {
    if (h.length == 0) {
      return 0;
    }
    PackedColumn targets = batch.column(ColumnSpec.TARGETS);
    double[][] o = logits(h);
    int[] y = new int[h.length];
    for (int t = 0; t < y.length; t++) {
      y[t] = targets.ints()[batch.row(b, t)];
    }
    return targets.weight(batch.row(b, 0)) * (logZ(o) - score(o, y));
  }
}
