package org.sparkrnn.nn.output;

import java.util.Map;
import org.sparkrnn.data.EditDistance;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.PackedColumn;
import org.sparkrnn.data.Readout;
import org.sparkrnn.math.Kernels;
import org.sparkrnn.math.WeightProduct;
import org.sparkrnn.nn.Buffers;
import org.sparkrnn.nn.Evaluation;
import org.sparkrnn.nn.Gradient;
import org.sparkrnn.nn.Initializer;
import org.sparkrnn.nn.ModuleContext;
import org.sparkrnn.nn.Network;
import org.sparkrnn.nn.OutputModule;
import org.sparkrnn.nn.ParamLayout;
import org.sparkrnn.nn.TranscriptSearch;
import org.sparkrnn.nn.onnx.OnnxGraph;
import org.sparkrnn.nn.onnx.OnnxSteps;

/**
 * Connectionist temporal classification (Graves et al. 2006): o = V h + c at each step, p =
 * softmax(o) of the labels and a blank, and the probability of a target is the sum over all its
 * alignments with the steps, computed by a {@link CtcLattice}:
 *
 * <pre>
 *   l = -log p(z)        dl/do_t[k] = p_t[k] - sum of q_t(s) over the places s of z' that hold k
 * </pre>
 *
 * The loss of a sequence is a sum over its labels, so its weight is the number of labels, at least
 * one.
 */
public final class CtcOutput implements OutputModule {
  private final WeightProduct product;
  private final Linear linear;
  private final CtcLattice lattice = new CtcLattice();
  private final BatchTargets wanted;
  private final int K; // labels and the blank
  private final int blank;
  private final int DH;
  private float[] logits = {}; // [N, K] o; then dL/do or p
  private float[] dHidden = {}; // [N, D*H]
  private float[] shifted = {}; // [K] of a step
  private double[] logP = {}; // [T, K] of one sequence
  private int[] path = {}; // [T] of one sequence

  /**
   * Declares its parameters.
   *
   * @param width D*H, input values per step
   */
  CtcOutput(ModuleContext context, CtcOutputSpec spec, int width) {
    product = context.product();
    K = spec.outputSize();
    blank = spec.blank();
    DH = width;
    wanted = new BatchTargets(context, spec.targets());
    ParamLayout layout = context.layout();
    linear =
        new Linear(
            layout.matrix("output.weight", K, DH, Initializer.uniform(DH)),
            layout.vector("output.bias", K, Initializer.ZEROS));
    linear.belongsTo(layout, context.labels());
  }

  /** The number of labels by which the loss of a sequence is divided. */
  private static int labels(PackedColumn targets, int b) {
    return Math.max(1, targets.count(b));
  }

  @Override
  public double weight(PackedBatch batch) {
    PackedColumn targets = batch.rows() == 0 ? null : wanted.of(batch);
    double sum = 0;
    for (int b = 0; targets != null && b < targets.entries(); b++) {
      sum += (double) targets.weight(b) * labels(targets, b);
    }
    return sum;
  }

  @Override
  public double gradient(float[] w, float[] h, PackedBatch batch, Gradient g) {
    PackedColumn targets = wanted.of(batch);
    int N = batch.rows();
    logits = Buffers.atLeast(logits, N, K);
    linear.forward(w, h, 0, DH, N, logits);
    double loss = 0;
    for (int b = 0; b < sequences(batch); b++) {
      float weight = targets.weight(b);
      loss -= weight * takeLogits(batch, b, targets, true);
      double[] q = lattice.backward();
      subtract(batch, b, targets, q, weight);
    }
    dHidden = Buffers.atLeast(dHidden, N, DH);
    linear.backward(w, h, 0, DH, N, logits, g, dHidden);
    return loss;
  }

  /** Replaces p in a sequence's rows by weight (p - q). */
  private void subtract(PackedBatch batch, int b, PackedColumn targets, double[] q, float weight) {
    int U = targets.count(b);
    int first = targets.start(b);
    for (int t = 0; t < batch.length(b); t++) {
      int row = batch.row(b, t) * K;
      int at = t * (U + 1);
      logits[row + blank] -= (float) q[at];
      for (int u = 0; u < U; u++) {
        logits[row + targets.ints()[first + u]] -= (float) q[at + u + 1];
      }
      for (int k = 0; weight != 1 && k < K; k++) {
        logits[row + k] *= weight;
      }
    }
  }

  /**
   * Passes the b-th sequence, whose logits are o, to the lattice.
   *
   * @param probabilities whether these logits become p
   * @return log p of its target
   */
  private double takeLogits(PackedBatch batch, int b, PackedColumn targets, boolean probabilities) {
    int U = targets.count(b);
    int first = targets.start(b);
    int T = batch.length(b);
    for (int u = 0; u < U; u++) {
      BatchTargets.label(targets, first + u, blank); // the blank is not among them
    }
    lattice.take(targets.ints(), first, U, T);
    double[] e = lattice.logProbabilities();
    for (int t = 0; t < T; t++) {
      int row = batch.row(b, t) * K;
      double logZ = logZ(row, probabilities);
      int at = t * (U + 1);
      e[at] = logits[row + blank] - logZ;
      for (int u = 0; u < U; u++) {
        e[at + u + 1] = logits[row + targets.ints()[first + u]] - logZ;
      }
      if (probabilities) {
        System.arraycopy(shifted, 0, logits, row, K);
      }
    }
    return lattice.forward();
  }

  /** The log of the sum of exp(o) of a row; writes p to {@code shifted} if requested. */
  private double logZ(int row, boolean probabilities) {
    shifted = Buffers.atLeast(shifted, 1, K);
    float max = logits[row];
    for (int k = 1; k < K; k++) {
      max = Math.max(max, logits[row + k]);
    }
    double sum = 0;
    for (int k = 0; k < K; k++) {
      shifted[k] = logits[row + k] - max;
    }
    Kernels.get().exp(shifted, 0, K);
    for (int k = 0; k < K; k++) {
      sum += shifted[k];
    }
    float scale = (float) (1 / sum);
    for (int k = 0; probabilities && k < K; k++) {
      shifted[k] *= scale;
    }
    return max + Math.log(sum);
  }

  @Override
  public float[] dHidden(PackedBatch batch) {
    return dHidden;
  }

  /**
   * The loss of the targets, and the number of their labels without an error in greedy decoding.
   */
  @Override
  public Evaluation evaluate(float[] w, float[] h, PackedBatch batch) {
    PackedColumn targets = wanted.of(batch);
    logits(w, h, batch);
    Evaluation total = Evaluation.NONE;
    for (int b = 0; b < sequences(batch); b++) {
      float weight = targets.weight(b);
      double loss = -weight * takeLogits(batch, b, targets, false);
      int labels = labels(targets, b);
      int decoded = greedy(batch, b);
      int errors =
          EditDistance.errors(path, 0, decoded, targets.ints(), targets.start(b), targets.count(b));
      total =
          total.plus(
              Evaluation.ofLabels(
                  loss, labels, (double) weight * labels, (double) weight * (labels - errors)));
    }
    return total;
  }

  /** The likeliest output of each step of the b-th sequence, without repetitions and blanks. */
  private int greedy(PackedBatch batch, int b) {
    int T = batch.length(b);
    path = path.length < T ? new int[T] : path;
    int labels = 0;
    int before = blank;
    for (int t = 0; t < T; t++) {
      int best = best(batch.row(b, t) * K);
      if (best != before && best != blank) {
        path[labels++] = best;
      }
      before = best;
    }
    return labels;
  }

  private int best(int row) {
    int best = 0;
    for (int k = 1; k < K; k++) {
      best = logits[row + k] > logits[row + best] ? k : best;
    }
    return best;
  }

  @Override
  public Evaluation evaluate(float[] w, float[] h, PackedBatch batch, int from, int to) {
    throw new UnsupportedOperationException(
        "ctc has no separate loss for each step, because a target is aligned with all steps of a sequence");
  }

  /** p of each step. */
  @Override
  public float[] outputs(float[] w, float[] h, PackedBatch batch) {
    logits(w, h, batch);
    for (int n = 0; n < batch.rows(); n++) {
      logZ(n * K, true);
      System.arraycopy(shifted, 0, logits, n * K, K);
    }
    return logits;
  }

  @Override
  public void outputs(float[] w, float[] h, PackedBatch batch, Network.RowsVisitor visitor) {
    visitor.visit(0, batch.rows(), outputs(w, h, batch));
  }

  /** p of each step, as for {@link #outputs}. */
  @Override
  public String onnx(OnnxGraph graph, float[] w, OnnxSteps h) {
    return graph.node("Softmax", Map.of("axis", -1), linear.onnx(graph, w, h.values()));
  }

  /** The likeliest output of each step, which may be the blank. */
  @Override
  public int[] decode(float[] w, float[] h, PackedBatch batch, Network.RowsVisitor visitor) {
    logits(w, h, batch);
    int[] labels = new int[batch.rows()];
    for (int n = 0; n < labels.length; n++) {
      labels[n] = best(n * K);
    }
    if (visitor != null) {
      outputs(w, h, batch, visitor);
    }
    return labels;
  }

  @Override
  public void logProbabilities(float[] w, float[] h, PackedBatch batch, StepsVisitor visitor) {
    logits(w, h, batch);
    for (int b = 0; b < sequences(batch); b++) {
      int T = batch.length(b);
      logP = logP.length < T * K ? new double[Math.multiplyExact(T, K)] : logP;
      for (int t = 0; t < T; t++) {
        int row = batch.row(b, t) * K;
        double logZ = logZ(row, false);
        for (int k = 0; k < K; k++) {
          logP[t * K + k] = logits[row + k] - logZ;
        }
      }
      visitor.visit(b, T, logP);
    }
  }

  @Override
  public void transcribe(
      float[] w, float[] h, PackedBatch batch, TranscriptSearch search, TranscriptVisitor visitor) {
    CtcDecoder decoder = new CtcDecoder(search, K);
    logProbabilities(w, h, batch, (b, steps, each) -> decoder.decode(b, steps, each, visitor));
  }

  /** o of all steps, each computed in the same way. */
  private void logits(float[] w, float[] h, PackedBatch batch) {
    logits = Buffers.atLeast(logits, batch.rows(), K);
    linear.forward(w, h, 0, DH, batch.rows(), logits, product);
  }

  private static int sequences(PackedBatch batch) {
    return batch.rows(Readout.LAST_STEP); // the sequences that are not empty
  }
}
