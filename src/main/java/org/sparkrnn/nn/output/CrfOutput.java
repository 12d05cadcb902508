package org.sparkrnn.nn.output;

import java.util.Arrays;
import java.util.List;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.PackedColumn;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.SpanTags;
import org.sparkrnn.math.WeightProduct;
import org.sparkrnn.nn.Buffers;
import org.sparkrnn.nn.Evaluation;
import org.sparkrnn.nn.Gradient;
import org.sparkrnn.nn.Initializer;
import org.sparkrnn.nn.ModuleContext;
import org.sparkrnn.nn.Network;
import org.sparkrnn.nn.OutputModule;
import org.sparkrnn.nn.ParamLayout;
import org.sparkrnn.nn.onnx.OnnxGraph;
import org.sparkrnn.nn.onnx.OnnxSteps;
import org.sparkrnn.nn.onnx.OnnxType;
import org.sparkrnn.nn.onnx.OnnxValue;

/**
 * A linear-chain conditional random field (Lafferty et al. 2001) on the states of a network: o = V
 * h + c, and with the scores of transitions A, of the first and of the last label
 *
 * <pre>
 *   s(y) = start[y_1] + sum_t o_t[y_t] + sum_t A[y_t-1, y_t] + end[y_T]      l = log Z - s(y)
 *   dl/do_t[k] = p(y_t = k) - [y_t = k]      dl/dA[j, k] = sum_t p(y_t-1 = j, y_t = k) - [...]
 * </pre>
 *
 * In training all label sequences are possible; decoding chooses only among those that the label
 * scheme allows.
 */
public final class CrfOutput implements OutputModule {
  private final WeightProduct product;
  private final Linear linear;
  private final ParamLayout.Block A; // [K, K] from, to
  private final ParamLayout.Block start; // [K]
  private final ParamLayout.Block end; // [K]
  private final LinearChain chain;
  private final SpanTags tags;
  private final Viterbi viterbi;
  private final BatchTargets targets;
  private final int K;
  private final int DH;
  private float[] logits = {}; // [N, K] o; then dL/do or the marginals
  private float[] dHidden = {}; // [N, D*H]
  private double[] o = {}; // [T, K] of one sequence
  private double[] p = {}; // [T, K] of one sequence
  private int[] y = {}; // [T] of one sequence

  /**
   * Declares its parameters.
   *
   * @param width D*H, input values per step
   */
  CrfOutput(ModuleContext context, CrfOutputSpec spec, int width) {
    product = context.product();
    K = spec.outputSize();
    DH = width;
    targets = new BatchTargets(context, spec.targets());
    ParamLayout layout = context.layout();
    linear =
        new Linear(
            layout.matrix(context.outputName("output.weight"), K, DH, Initializer.uniform(DH)),
            layout.vector(context.outputName("output.bias"), K, Initializer.ZEROS));
    A = layout.matrix(context.outputName("output.transitions"), K, K, Initializer.ZEROS);
    start = layout.vector(context.outputName("output.start_transitions"), K, Initializer.ZEROS);
    end = layout.vector(context.outputName("output.end_transitions"), K, Initializer.ZEROS);
    linear.belongsTo(layout, context.labels());
    layout.belongsToPairs(A, context.labels());
    layout.belongsTo(start, context.labels());
    layout.belongsTo(end, context.labels());
    chain = new LinearChain(K);
    tags = spec.tags();
    viterbi = new Viterbi(K, tags);
  }

  @Override
  public double weight(PackedBatch batch) {
    PackedColumn labels = batch.rows() == 0 ? null : targets.of(batch);
    double sum = 0;
    for (int n = 0; n < batch.rows(); n++) {
      sum += labels.weight(n);
    }
    return sum;
  }

  /** Keeps the gradients of the states for {@link #dHidden}. */
  @Override
  public double gradient(float[] w, float[] h, PackedBatch batch, Gradient g) {
    PackedColumn labels = targets.inLoss(batch);
    int N = batch.rows();
    logits = Buffers.atLeast(logits, N, K);
    linear.forward(w, h, 0, DH, N, logits);
    chain.take(w, A.offset(), start.offset(), end.offset());
    double loss = 0;
    for (int b = 0; b < sequences(batch); b++) {
      int T = take(batch, b, labels);
      float weight = labels.weight(batch.row(b, 0));
      loss += weight * (chain.forward(T, o) - chain.score(T, o, y));
      chain.backward(T, p);
      chain.addPairs(T, weight);
      for (int t = 0; t < T; t++) {
        p[t * K + y[t]] -= 1;
        if (t > 0) {
          g.dense()[g.at(A) + y[t - 1] * K + y[t]] -= weight;
        }
      }
      for (int k = 0; k < K; k++) {
        g.dense()[g.at(start) + k] += (float) (weight * p[k]);
        g.dense()[g.at(end) + k] += (float) (weight * p[(T - 1) * K + k]);
      }
      put(batch, b, weight);
    }
    chain.flushPairs(g.dense(), g.at(A));
    dHidden = Buffers.atLeast(dHidden, N, DH);
    linear.backward(w, h, 0, DH, N, logits, g, dHidden);
    return loss;
  }

  @Override
  public float[] dHidden(PackedBatch batch) {
    return dHidden;
  }

  /** The loss of the labels, and the number of correctly decoded labels. */
  @Override
  public Evaluation evaluate(float[] w, float[] h, PackedBatch batch) {
    PackedColumn labels = targets.of(batch);
    logits(w, h, batch);
    chain.take(w, A.offset(), start.offset(), end.offset());
    viterbi.take(w, A.offset(), start.offset(), end.offset());
    Evaluation total = Evaluation.NONE;
    for (int b = 0; b < sequences(batch); b++) {
      int T = take(batch, b, labels);
      float weight = labels.weight(batch.row(b, 0));
      double loss = weight * (chain.forward(T, o) - chain.score(T, o, y));
      viterbi.best(T, o, y);
      double correct = 0;
      for (int t = 0; t < T; t++) {
        correct += y[t] == labels.ints()[batch.row(b, t)] ? weight : 0;
      }
      total = total.plus(Evaluation.ofLabels(loss, T, (double) weight * T, correct));
    }
    return total;
  }

  @Override
  public Evaluation evaluate(float[] w, float[] h, PackedBatch batch, int from, int to) {
    throw new UnsupportedOperationException(
        "a crf has no separate loss for each label, because the labels of a sequence depend on each other");
  }

  /** The marginals p(y_t = k). */
  @Override
  public float[] outputs(float[] w, float[] h, PackedBatch batch) {
    logits(w, h, batch);
    marginals(w, batch);
    return logits;
  }

  @Override
  public void outputs(float[] w, float[] h, PackedBatch batch, Network.RowsVisitor visitor) {
    visitor.visit(0, batch.rows(), outputs(w, h, batch));
  }

  /** The best valid sequences; the visitor receives the marginals. */
  @Override
  public int[] decode(float[] w, float[] h, PackedBatch batch, Network.RowsVisitor visitor) {
    logits(w, h, batch);
    viterbi.take(w, A.offset(), start.offset(), end.offset());
    int[] labels = new int[batch.rows()];
    for (int b = 0; b < sequences(batch); b++) {
      int T = take(batch, b, null);
      viterbi.best(T, o, y);
      for (int t = 0; t < T; t++) {
        labels[batch.row(b, t)] = y[t];
      }
    }
    if (visitor != null) {
      marginals(w, batch);
      visitor.visit(0, batch.rows(), logits);
    }
    return labels;
  }

  @Override
  public void best(float[] w, float[] h, PackedBatch batch, int n, BestVisitor visitor) {
    logits(w, h, batch);
    chain.take(w, A.offset(), start.offset(), end.offset());
    viterbi.take(w, A.offset(), start.offset(), end.offset());
    for (int b = 0; b < sequences(batch); b++) {
      int T = take(batch, b, null);
      double logZ = chain.forward(T, o);
      for (int[] labels : viterbi.best(T, o, n)) {
        visitor.visit(b, labels, Math.exp(chain.score(T, o, labels) - logZ));
      }
    }
  }

  /**
   * Adds the scores o, and as further outputs the scores of transitions and the labels that the
   * scheme, if any, allows to follow each other.
   */
  @Override
  public String onnx(OnnxGraph graph, float[] w, OnnxSteps h) {
    for (ParamLayout.Block block : List.of(A, start, end)) {
      String name = block.name().substring("output.".length());
      int[] shape = block == A ? new int[] {K, K} : new int[] {K};
      String stored = graph.tensor(block.name(), w, block.offset(), shape);
      graph.output(new OnnxValue(name, OnnxType.FLOAT, sizes(shape)), stored);
    }
    if (tags.size() > 0) {
      boolean[] follows = new boolean[K * K];
      boolean[] begins = new boolean[K];
      boolean[] ends = new boolean[K];
      for (int j = 0; j < K; j++) {
        begins[j] = tags.begins(j);
        ends[j] = tags.ends(j);
        for (int k = 0; k < K; k++) {
          follows[j * K + k] = tags.allows(j, k);
        }
      }
      allowed(graph, "allowed_transitions", follows, K, K);
      allowed(graph, "allowed_starts", begins, K);
      allowed(graph, "allowed_ends", ends, K);
    }
    return linear.onnx(graph, w, h.values());
  }

  private static void allowed(OnnxGraph graph, String name, boolean[] values, int... shape) {
    String stored = graph.truths(name + ".values", values, shape);
    graph.output(new OnnxValue(name, OnnxType.BOOL, sizes(shape)), stored);
  }

  private static List<Object> sizes(int... shape) {
    return Arrays.stream(shape).mapToObj(length -> (Object) length).toList();
  }

  @Override
  public String onnxName() {
    return "emissions";
  }

  /** Replaces logits by marginals. */
  private void marginals(float[] w, PackedBatch batch) {
    chain.take(w, A.offset(), start.offset(), end.offset());
    for (int b = 0; b < sequences(batch); b++) {
      int T = take(batch, b, null);
      chain.forward(T, o);
      chain.backward(T, p);
      put(batch, b, 1);
    }
  }

  /** o of all steps, each computed in the same way. */
  private void logits(float[] w, float[] h, PackedBatch batch) {
    logits = Buffers.atLeast(logits, batch.rows(), K);
    linear.forward(w, h, 0, DH, batch.rows(), logits, product);
  }

  private static int sequences(PackedBatch batch) {
    return batch.rows(Readout.LAST_STEP); // the sequences that are not empty
  }

  /** Gathers o, and y unless labels are null, of the b-th longest sequence; returns its T. */
  private int take(PackedBatch batch, int b, PackedColumn labels) {
    int T = batch.length(b);
    if (o.length < T * K) {
      o = new double[Math.multiplyExact(T, K)];
      p = new double[T * K];
    }
    y = y.length < T ? new int[T] : y;
    for (int t = 0; t < T; t++) {
      int n = batch.row(b, t);
      for (int k = 0; k < K; k++) {
        o[t * K + k] = logits[n * K + k];
      }
      if (labels != null) {
        y[t] = BatchTargets.label(labels, n, K);
      }
    }
    return T;
  }

  /** Writes {@code weight} p over the sequence's rows of logits. */
  private void put(PackedBatch batch, int b, float weight) {
    for (int t = 0; t < batch.length(b); t++) {
      int n = batch.row(b, t);
      for (int k = 0; k < K; k++) {
        logits[n * K + k] = (float) (weight * p[t * K + k]);
      }
    }
  }
}
