package org.sparkrnn.testkit.twin;

import org.sparkrnn.data.ColumnSpec;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.PackedColumn;
import org.sparkrnn.nn.output.CtcOutputSpec;

/**
 * Connectionist temporal classification by probabilities of prefixes: p[t][u] is the probability of
 * all alignments of t steps with the first u labels, kept separately for those that end in a blank
 * and those that end in a label.
 */
final class CtcTwin implements OutputTwin {
  private final PlainContext context;
  private final int blank;

  CtcTwin(CtcOutputSpec spec, PlainContext context) {
    this.context = context;
    blank = spec.blank();
  }

  /** The softmax. */
  @Override
  public double[][] outputs(double[][] h) {
    double[][] p = new double[h.length][];
    for (int t = 0; t < p.length; t++) {
      p[t] = context.affine("output.weight", "output.bias", h[t]);
      double sum = 0;
      for (int k = 0; k < p[t].length; k++) {
        p[t][k] = Math.exp(p[t][k]);
        sum += p[t][k];
      }
      for (int k = 0; k < p[t].length; k++) {
        p[t][k] /= sum;
      }
    }
    return p;
  }

  @Override
  public double loss(double[][] h, PackedBatch batch, int b) {
    if (h.length == 0) {
      return 0;
    }
    PackedColumn targets = batch.column(ColumnSpec.TARGETS);
    int U = targets.count(b);
    int[] z = new int[U];
    System.arraycopy(targets.ints(), targets.start(b), z, 0, U);
    return -targets.weight(b) * Math.log(probability(outputs(h), z));
  }

  private double probability(double[][] p, int[] z) {
    int U = z.length;
    double[] inBlank = new double[U + 1];
    double[] inLabel = new double[U + 1];
    inBlank[0] = 1;
    for (double[] now : p) {
      double[] nextBlank = new double[U + 1];
      double[] nextLabel = new double[U + 1];
      for (int u = 0; u <= U; u++) {
        nextBlank[u] = (inBlank[u] + inLabel[u]) * now[blank];
        if (u > 0) {
          boolean same = u > 1 && z[u - 1] == z[u - 2];
          double before = inBlank[u - 1] + (same ? 0 : inLabel[u - 1]);
          nextLabel[u] = (inLabel[u] + before) * now[z[u - 1]];
        }
      }
      inBlank = nextBlank;
      inLabel = nextLabel;
    }
    return inBlank[U] + inLabel[U];
  }
}
