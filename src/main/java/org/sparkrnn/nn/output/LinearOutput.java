package org.sparkrnn.nn.output;

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

/**
 * o = V h + c and the head, over the rows that the {@link Readout} names: all of a batch's, or one
 * a sequence, which a {@link Pooling} makes of its steps. R rows are read, P wide: D*H, or what the
 * pooling says. Where an output has parts of S steps, a row that is read is S of them, and so are
 * its outputs: [R, K] = [R * S, K/S].
 */
public final class LinearOutput implements OutputModule {
  private final WeightProduct product;
  private final Linear linear; // its V is the embedding's table if tied
  private final Readout readout;
  private final Pooling pooling; // null for one output per step
  private final Head head;
  private final BatchTargets targets;
  private final int K;
  private final int P;
  private final int S; // parts of an output, 1 if it is read as a whole
  private float[] dRead = {}; // [R, S, P]
  private float[] dHidden = {}; // [N, D*H]
  private float[] logits = {}; // [rows of a block, K]; then dL/do

  /**
   * Declares its parameters.
   *
   * @param width D*H, input values per step
   */
  public LinearOutput(ModuleContext context, LinearOutputSpec spec, int width) {
    product = context.product();
    K = spec.outputSize();
    readout = spec.readout();
    S = spec.steps();
    pooling = readout == Readout.EACH_STEP ? null : spec.createPooling(context, width);
    P = spec.readWidth(width);
    ParamLayout layout = context.layout();
    ParamLayout.Block V =
        spec.tiedEmbeddings()
            ? context.table(LinearOutputSpec.TIED)
            : layout.matrix(
                context.outputName(LinearOutputSpec.WEIGHT), K / S, P, Initializer.uniform(P));
    String bias = context.outputName(LinearOutputSpec.BIAS);
    linear = new Linear(V, layout.vector(bias, K / S, Initializer.ZEROS));
    if (!spec.givesReals()) {
      linear.belongsTo(layout, context.labels());
    }
    layout.spareFromDecay(V, P - context.spec().joinedInputs());
    head = spec.head().create(K, spec.loss());
    targets = new BatchTargets(context, spec.targets());
  }

  @Override
  public double weight(PackedBatch batch) {
    return batch.rows() == 0 ? 0 : head.weight(targets.of(batch));
  }

  /** Keeps the gradients of the states for {@link #dHidden}. */
  @Override
  public double gradient(float[] w, float[] hidden, PackedBatch batch, Gradient g) {
    PackedColumn y = targets.inLoss(batch);
    int R = y.rows();
    float[] states = read(w, hidden, batch, false);
    dRead = Buffers.atLeast(dRead, R, S * P);
    double loss = 0;
    int block = blockRows();
    for (int row = 0; row < R; row += block) {
      int rows = Math.min(block, R - row);
      float[] o = logits(w, states, row, rows, false);
      loss += head.lossAndGradient(o, y, row, rows);
      linear.backward(w, states, row * S * P, P, rows * S, o, g, dRead);
    }
    dHidden = pooling == null ? dRead : pooling.backward(w, hidden, batch, dRead, g);
    return loss;
  }

  @Override
  public float[] dHidden(PackedBatch batch) {
    return dHidden;
  }

  @Override
  public Evaluation evaluate(float[] w, float[] hidden, PackedBatch batch) {
    return evaluate(w, hidden, batch, 0, targets.of(batch).rows());
  }

  @Override
  public Evaluation evaluate(float[] w, float[] hidden, PackedBatch batch, int from, int to) {
    PackedColumn y = targets.of(batch);
    float[] states = read(w, hidden, batch, true);
    Evaluation total = Evaluation.NONE;
    int block = blockRows();
    for (int row = from; row < to; row += block) {
      int rows = Math.min(block, to - row);
      float[] o = logits(w, states, row, rows, true);
      total = total.plus(head.evaluate(o, y, row, rows));
    }
    return total;
  }

  @Override
  public float[] outputs(float[] w, float[] hidden, PackedBatch batch) {
    int R = outputRows(batch);
    float[] p = logits(w, read(w, hidden, batch, true), 0, R, true);
    head.outputs(p, R);
    return p;
  }

  @Override
  public void outputs(float[] w, float[] hidden, PackedBatch batch, Network.RowsVisitor visitor) {
    int R = outputRows(batch);
    float[] states = read(w, hidden, batch, true);
    int block = blockRows();
    for (int row = 0; row < R; row += block) {
      int rows = Math.min(block, R - row);
      float[] p = logits(w, states, row, rows, true);
      head.outputs(p, rows);
      visitor.visit(row, rows, p);
    }
  }

  /** The likeliest class of each row; the first one if several are equal. */
  @Override
  public int[] decode(float[] w, float[] hidden, PackedBatch batch, Network.RowsVisitor visitor) {
    if (head.targetWidth() > 0) {
      throw new UnsupportedOperationException("outputs that are vectors do not have one class");
    }
    int[] classes = new int[outputRows(batch)];
    outputs(
        w,
        hidden,
        batch,
        (row, rows, p) -> {
          for (int r = 0; r < rows; r++) {
            int best = 0;
            for (int k = 1; k < K; k++) {
              best = p[r * K + k] > p[r * K + best] ? k : best;
            }
            classes[row + r] = best;
          }
          if (visitor != null) {
            visitor.visit(row, rows, p);
          }
        });
    return classes;
  }

  @Override
  public float[] attention(float[] w, float[] hidden, PackedBatch batch) {
    return pooling == null
        ? OutputModule.super.attention(w, hidden, batch)
        : pooling.attention(w, hidden, batch);
  }

  /** Finds the best label sequences of steps whose labels do not depend on each other. */
  @Override
  public void best(float[] w, float[] hidden, PackedBatch batch, int n, BestVisitor visitor) {
    if (head.targetWidth() > 0 || readout != Readout.EACH_STEP) {
      throw new UnsupportedOperationException(
          "only outputs with one class per step have a list of best label sequences");
    }
    float[] p = outputs(w, hidden, batch);
    Viterbi viterbi = new Viterbi(K, SpanTags.NONE);
    for (int b = 0; b < batch.rows(Readout.LAST_STEP); b++) {
      int T = batch.length(b);
      double[] scores = new double[T * K];
      for (int t = 0; t < T; t++) {
        for (int k = 0; k < K; k++) {
          scores[t * K + k] = Math.log(Math.max(p[batch.row(b, t) * K + k], Float.MIN_NORMAL));
        }
      }
      for (int[] labels : viterbi.best(T, scores, n)) {
        double sum = 0;
        for (int t = 0; t < T; t++) {
          sum += scores[t * K + labels[t]];
        }
        visitor.visit(b, labels, Math.exp(sum));
      }
    }
  }

  @Override
  public String onnx(OnnxGraph graph, float[] w, OnnxSteps h) {
    String read = pooling == null ? h.values() : pooling.onnx(graph, w, h);
    return head.onnx(graph, linear.onnx(graph, w, read));
  }

  private int blockRows() {
    return Math.max(1, linear.blockRows() / S);
  }

  private int outputRows(PackedBatch batch) {
    return readout == Readout.EACH_STEP ? batch.rows() : batch.sequences();
  }

  /**
   * What is read: all states, or [B, S, P].
   *
   * @param alike whether each row is computed in the same way
   */
  private float[] read(float[] w, float[] hidden, PackedBatch batch, boolean alike) {
    return pooling == null ? hidden : pooling.forward(w, hidden, batch, alike);
  }

  /**
   * o = V h + c of some rows, [rows, K].
   *
   * @param alike whether each row is computed in the same way
   */
  private float[] logits(float[] w, float[] states, int row, int rows, boolean alike) {
    logits = Buffers.atLeast(logits, rows, K);
    if (alike) {
      linear.forward(w, states, row * S * P, P, rows * S, logits, product);
    } else {
      linear.forward(w, states, row * S * P, P, rows * S, logits);
    }
    return logits;
  }
}
