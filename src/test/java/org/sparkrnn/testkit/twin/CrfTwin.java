package org.sparkrnn.testkit.twin;

import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.PackedColumn;
import org.sparkrnn.nn.output.CrfOutputSpec;

/**
 * A linear-chain CRF by the forward recursion in logarithms. The marginal of a label is the sum
 * over the sequences with this label at the step, for which all other labels of the step are
 * excluded.
 */
final class CrfTwin implements OutputTwin {
  private final PlainContext context;
  private final int K;

  CrfTwin(CrfOutputSpec spec, PlainContext context) {
    this.context = context;
    K = spec.outputSize();
  }

  private double[][] logits(double[][] h) {
    double[][] o = new double[h.length][];
    for (int t = 0; t < o.length; t++) {
      o[t] = context.affine("output.weight", "output.bias", h[t]);
    }
    return o;
  }

  private double transition(int from, int to) {
    return context.at("output.transitions", from * K + to);
  }

  private double score(double[][] o, int[] y) {
    int T = y.length;
    double s = context.at("output.start_transitions", y[0]);
    for (int t = 0; t < T; t++) {
      s += o[t][y[t]] + (t == 0 ? 0 : transition(y[t - 1], y[t]));
    }
    return s + context.at("output.end_transitions", y[T - 1]);
  }

  /**
   * The logarithm of the sum over all label sequences.
   *
   * @param only the label at step {@code at}; -1 for any
   */
  private double logZ(double[][] o, int at, int only) {
    double[] a = new double[K];
    for (int t = 0; t < o.length; t++) {
      double[] next = new double[K];
      for (int k = 0; k < K; k++) {
        double before = t == 0 ? context.at("output.start_transitions", k) : logSum(a, k);
        boolean here = t != at || k == only;
        next[k] = here ? before + o[t][k] : Double.NEGATIVE_INFINITY;
      }
      a = next;
    }
    double sum = 0;
    for (int k = 0; k < K; k++) {
      sum += Math.exp(a[k] + context.at("output.end_transitions", k));
    }
    return Math.log(sum);
  }

  private double logSum(double[] a, int to) {
    double sum = 0;
    for (int j = 0; j < K; j++) {
      sum += Math.exp(a[j] + transition(j, to));
    }
    return Math.log(sum);
  }

  /** The marginals. */
  @Override
  public double[][] outputs(double[][] h) {
    double[][] o = logits(h);
    double[][] p = new double[h.length][K];
    for (int t = 0; t < p.length; t++) {
      for (int k = 0; k < K; k++) {
        p[t][k] = Math.exp(logZ(o, t, k) - logZ(o, -1, -1));
      }
    }
    return p;
  }

  @Override
  public double loss(double[][] h, PackedBatch batch, int b) {
    if (h.length == 0) {
      return 0;
    }
    PackedColumn targets = context.targets(batch);
    double[][] o = logits(h);
    int[] y = new int[h.length];
    for (int t = 0; t < y.length; t++) {
      y[t] = targets.ints()[batch.row(b, t)];
    }
    return context.weight(batch, batch.row(b, 0)) * (logZ(o, -1, -1) - score(o, y));
  }
}
