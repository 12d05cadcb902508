package org.sparkrnn.nn.output;

import java.util.Arrays;
import org.sparkrnn.data.ColumnSpec;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.PackedColumn;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.Targets;
import org.sparkrnn.math.WeightProduct;
import org.sparkrnn.nn.Buffers;
import org.sparkrnn.nn.Evaluation;
import org.sparkrnn.nn.Gradient;
import org.sparkrnn.nn.Initializer;
import org.sparkrnn.nn.ModuleContext;
import org.sparkrnn.nn.Network;
import org.sparkrnn.nn.OutputModule;
import org.sparkrnn.nn.ParamLayout;

/** Linear-chain CRF: s(y) = sum_t o_t[y_t] + sum_t A[y_t-1, y_t]; l = log Z - s(y). */
public final class CrfOutput implements OutputModule {
  private final WeightProduct product;
  private final Linear linear;
  private final ParamLayout.Block A; // [K, K] from, to
  private final int K;
  private final int DH;
  private float[] o = {}; // [N, K]; then dL/do
  private double[] alpha = {}; // [N, K]
  private double[] beta = {}; // [N, K]
  private float[] dHidden = {}; // [N, D*H]
  private final double[] scores;

  CrfOutput(ModuleContext context, CrfOutputSpec spec, int width) {
    product = context.product();
    K = spec.outputSize();
    DH = width;
    ParamLayout layout = context.layout();
    linear =
        new Linear(
            layout.matrix("output.weight", K, DH, Initializer.uniform(DH)),
            layout.vector("output.bias", K, Initializer.ZEROS));
    A = layout.matrix("output.transitions", K, K, Initializer.uniform(K));
    scores = new double[K];
  }

  private PackedColumn targets(PackedBatch batch) {
    PackedColumn targets = batch.find(ColumnSpec.TARGETS);
    ColumnSpec wanted = Targets.spec(Readout.EACH_STEP, 0);
    if (targets == null || !targets.spec().equals(wanted)) {
      throw new IllegalArgumentException("the network needs " + wanted.describe());
    }
    return targets;
  }

  @Override
  public double weight(PackedBatch batch) {
    if (batch.rows() == 0) {
      return 0;
    }
    PackedColumn targets = targets(batch);
    double sum = 0;
    for (int n = 0; n < targets.rows(); n++) {
      sum += targets.weight(n);
    }
    return sum;
  }

  private void logits(float[] w, float[] h, PackedBatch batch, boolean alike) {
    int N = batch.rows();
    o = Buffers.atLeast(o, N, K);
    if (alike) {
      linear.forward(w, h, 0, DH, N, o, product);
    } else {
      linear.forward(w, h, 0, DH, N, o);
    }
  }

  private static double logSum(double[] x) {
    double max = Double.NEGATIVE_INFINITY;
    for (double v : x) {
      max = Math.max(max, v);
    }
    double sum = 0;
    for (double v : x) {
      sum += Math.exp(v - max);
    }
    return max + Math.log(sum);
  }

  /** Fills alpha and beta of a sequence; returns log Z. */
  private double chain(float[] w, PackedBatch batch, int b) {
    int T = batch.length(b);
    for (int t = 0; t < T; t++) {
      int n = batch.row(b, t) * K;
      for (int k = 0; k < K; k++) {
        double in = 0;
        if (t > 0) {
          int m = batch.row(b, t - 1) * K;
          for (int j = 0; j < K; j++) {
            scores[j] = alpha[m + j] + w[A.offset() + j * K + k];
          }
          in = logSum(scores);
        }
        alpha[n + k] = in + o[n + k];
      }
    }
    for (int t = T - 1; t >= 0; t--) {
      int n = batch.row(b, t) * K;
      for (int j = 0; j < K; j++) {
        double out = 0;
        if (t < T - 1) {
          int m = batch.row(b, t + 1) * K;
          for (int k = 0; k < K; k++) {
            scores[k] = w[A.offset() + j * K + k] + o[m + k] + beta[m + k];
          }
          out = logSum(scores);
        }
        beta[n + j] = out;
      }
    }
    int last = batch.row(b, T - 1) * K;
    for (int k = 0; k < K; k++) {
      scores[k] = alpha[last + k];
    }
    return logSum(scores);
  }

  private void reserve(int N) {
    alpha = alpha.length < N * K ? new double[N * K] : alpha;
    beta = beta.length < N * K ? new double[N * K] : beta;
  }

  private double score(float[] w, PackedBatch batch, PackedColumn targets, int b) {
    double s = 0;
    for (int t = 0; t < batch.length(b); t++) {
      int n = batch.row(b, t);
      s += o[n * K + targets.ints()[n]];
      if (t > 0) {
        s += w[A.offset() + targets.ints()[batch.row(b, t - 1)] * K + targets.ints()[n]];
      }
    }
    return s;
  }

  @Override
  public double gradient(float[] w, float[] h, PackedBatch batch, Gradient g) {
    PackedColumn targets = targets(batch);
    int N = batch.rows();
    logits(w, h, batch, false);
    reserve(N);
    double loss = 0;
    for (int b = 0; b < batch.rows(Readout.LAST_STEP); b++) {
      double logZ = chain(w, batch, b);
      float weight = targets.weight(batch.row(b, 0));
      loss += weight * (logZ - score(w, batch, targets, b));
      for (int t = 0; t + 1 < batch.length(b); t++) {
        int n = batch.row(b, t);
        int m = batch.row(b, t + 1);
        for (int j = 0; j < K; j++) {
          for (int k = 0; k < K; k++) {
            double p =
                Math.exp(
                    alpha[n * K + j]
                        + w[A.offset() + j * K + k]
                        + o[m * K + k]
                        + beta[m * K + k]
                        - logZ);
            g.dense()[g.at(A) + j * K + k] += (float) (weight * p);
          }
        }
        g.dense()[g.at(A) + targets.ints()[n] * K + targets.ints()[m]] -= weight;
      }
      for (int t = 0; t < batch.length(b); t++) {
        int n = batch.row(b, t);
        for (int k = 0; k < K; k++) {
          double p = Math.exp(alpha[n * K + k] + beta[n * K + k] - logZ);
          o[n * K + k] = (float) (weight * (p - (targets.ints()[n] == k ? 1 : 0)));
        }
      }
    }
    dHidden = Buffers.atLeast(dHidden, N, DH);
    linear.backward(w, h, 0, DH, N, o, g, dHidden);
    return loss;
  }

  @Override
  public float[] dHidden(PackedBatch batch) {
    return dHidden;
  }

  @Override
  public Evaluation evaluate(float[] w, float[] h, PackedBatch batch) {
    PackedColumn targets = targets(batch);
    int[] best = decode(w, h, batch, null);
    reserve(batch.rows());
    Evaluation total = Evaluation.NONE;
    for (int b = 0; b < batch.rows(Readout.LAST_STEP); b++) {
      float weight = targets.weight(batch.row(b, 0));
      double correct = 0;
      for (int t = 0; t < batch.length(b); t++) {
        int n = batch.row(b, t);
        correct += best[n] == targets.ints()[n] ? weight : 0;
      }
      double loss = weight * (chain(w, batch, b) - score(w, batch, targets, b));
      total =
          total.plus(
              Evaluation.ofLabels(
                  loss, batch.length(b), (double) weight * batch.length(b), correct));
    }
    return total;
  }

  @Override
  public Evaluation evaluate(float[] w, float[] h, PackedBatch batch, int from, int to) {
    throw new UnsupportedOperationException("labels of a CRF depend on each other");
  }

  /** The marginals. */
  @Override
  public float[] outputs(float[] w, float[] h, PackedBatch batch) {
    logits(w, h, batch, true);
    reserve(batch.rows());
    for (int b = 0; b < batch.rows(Readout.LAST_STEP); b++) {
      double logZ = chain(w, batch, b);
      for (int t = 0; t < batch.length(b); t++) {
        int n = batch.row(b, t) * K;
        for (int k = 0; k < K; k++) {
          o[n + k] = (float) Math.exp(alpha[n + k] + beta[n + k] - logZ);
        }
      }
    }
    return o;
  }

  @Override
  public void outputs(float[] w, float[] h, PackedBatch batch, Network.RowsVisitor visitor) {
    visitor.visit(0, batch.rows(), outputs(w, h, batch));
  }

  /** Viterbi. */
  @Override
  public int[] decode(float[] w, float[] h, PackedBatch batch, Network.RowsVisitor visitor) {
    if (visitor != null) {
      outputs(w, h, batch, visitor);
    }
    logits(w, h, batch, true);
    reserve(batch.rows());
    int[] from = new int[batch.rows() * K];
    int[] labels = new int[batch.rows()];
    Arrays.fill(alpha, 0);
    for (int b = 0; b < batch.rows(Readout.LAST_STEP); b++) {
      for (int t = 0; t < batch.length(b); t++) {
        int n = batch.row(b, t) * K;
        for (int k = 0; k < K; k++) {
          alpha[n + k] = o[n + k];
          if (t > 0) {
            int m = batch.row(b, t - 1) * K;
            int best = 0;
            for (int j = 1; j < K; j++) {
              boolean more =
                  alpha[m + j] + w[A.offset() + j * K + k]
                      > alpha[m + best] + w[A.offset() + best * K + k];
              best = more ? j : best;
            }
            from[n + k] = best;
            alpha[n + k] += alpha[m + best] + w[A.offset() + best * K + k];
          }
        }
      }
      int last = batch.row(b, batch.length(b) - 1);
      int label = 0;
      for (int k = 1; k < K; k++) {
        label = alpha[last * K + k] > alpha[last * K + label] ? k : label;
      }
      for (int t = batch.length(b) - 1; t >= 0; t--) {
        int n = batch.row(b, t);
        labels[n] = label;
        label = from[n * K + label];
      }
    }
    return labels;
  }
}
