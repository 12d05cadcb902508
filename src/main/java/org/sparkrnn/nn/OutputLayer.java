package org.sparkrnn.nn;

import java.util.Arrays;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.PackedTargets;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.Targets;
import org.sparkrnn.math.WeightProduct;

/**
 * o = V h + c and the head, over the rows that the {@link Readout} names: all of a batch's, or one
 * a sequence, gathered from where its scans end. R rows are read, D*H wide.
 */
final class OutputLayer {
  /** What an output layer keeps of a mini-batch. */
  static final class Buffers {
    float[] read = {}; // [B, D*H] the states read, for one output a sequence
    float[] dRead = {}; // [R, D*H]
    float[] dHidden = {}; // [N, D*H] dRead at its places, for one output a sequence
    float[] logits = {}; // [rows of a block, K]; then dL/do
    final DirectConnections.Buffers direct = new DirectConnections.Buffers();
  }

  private final Linear linear; // its V is the embedding's table if tied
  private final DirectConnections direct; // or null
  private final Readout readout;
  private final Head head;
  private final int K;
  private final int H;
  private final int DH;

  OutputLayer(ParamLayout layout, NetworkSpec spec) {
    K = spec.outputSize();
    H = spec.hiddenSize();
    DH = spec.directions() * H;
    ParamLayout.Block V =
        spec.tiedEmbeddings()
            ? layout.block("embedding.weight")
            : layout.add("output.weight", K, DH);
    linear = new Linear(V, layout.add("output.bias", 1, K));
    direct = DirectConnections.create(layout, spec);
    readout = spec.readout();
    head = spec.head().create(K, spec.loss());
  }

  /** What the outputs read past the layers; before any other call for this batch. */
  void begin(PackedBatch inputs, Pass pass, Buffers s) {
    if (direct != null) {
      direct.gather(inputs, pass, s.direct);
    }
  }

  /** The sum of the weights of a batch's targets. */
  double weight(PackedBatch batch) {
    return batch.rows() == 0 ? 0 : head.weight(targets(batch));
  }

  /**
   * The loss, its gradients added into {@code g}; leaves those of the states for {@link #dHidden}.
   *
   * @param hidden [N, D*H]
   */
  double gradient(float[] w, float[] hidden, PackedBatch batch, Buffers s, Gradient g) {
    PackedTargets targets = targets(batch);
    int R = targets.rows();
    float[] read = read(hidden, batch, s);
    s.dRead = Scan.atLeast(s.dRead, R, DH);
    double loss = 0;
    int block = linear.blockRows();
    for (int row = 0; row < R; row += block) {
      int rows = Math.min(block, R - row);
      float[] o = logits(w, read, row, rows, s, null);
      loss += head.lossAndGradient(o, targets, row, rows);
      linear.backward(w, read, row * DH, DH, rows, o, g, s.dRead);
      if (direct != null) {
        direct.backward(o, row, rows, s.direct, g);
      }
    }
    return loss;
  }

  /** dL/d(hidden) [N, D*H] of the last {@link #gradient}; the caller may overwrite it. */
  float[] dHidden(PackedBatch batch, Buffers s) {
    if (readout == Readout.EACH_STEP) {
      return s.dRead;
    }
    int size = batch.rows() * DH;
    s.dHidden = Scan.atLeast(s.dHidden, batch.rows(), DH);
    Arrays.fill(s.dHidden, 0, size, 0f);
    for (int b = 0; b < batch.rows(readout); b++) {
      for (int d = 0; d < DH / H; d++) {
        System.arraycopy(s.dRead, b * DH + d * H, s.dHidden, end(batch, b, d), H);
      }
    }
    return s.dHidden;
  }

  /** Loss and errors, without a gradient. */
  Evaluation evaluate(
      float[] w, float[] hidden, PackedBatch batch, Buffers s, WeightProduct product) {
    return evaluate(w, hidden, batch, 0, targets(batch).rows(), s, product);
  }

  /** The same of the targets from {@code from} up to {@code to}. */
  Evaluation evaluate(
      float[] w,
      float[] hidden,
      PackedBatch batch,
      int from,
      int to,
      Buffers s,
      WeightProduct product) {
    PackedTargets targets = targets(batch);
    float[] read = read(hidden, batch, s);
    Evaluation total = Evaluation.NONE;
    int block = linear.blockRows();
    for (int row = from; row < to; row += block) {
      int rows = Math.min(block, to - row);
      float[] o = logits(w, read, row, rows, s, product);
      total = total.plus(head.evaluate(o, targets, row, rows));
    }
    return total;
  }

  /**
   * p = f2(o): [N, K], or [B, K] for one output a sequence, then of a zero state for empty ones.
   */
  float[] outputs(float[] w, float[] hidden, PackedBatch batch, Buffers s, WeightProduct product) {
    int R = outputRows(batch);
    float[] p = logits(w, read(hidden, batch, s), 0, R, s, product);
    head.outputs(p, R);
    return p;
  }

  /** The same block by block, so that never more than a block of them is held. */
  void outputs(
      float[] w,
      float[] hidden,
      PackedBatch batch,
      Buffers s,
      WeightProduct product,
      Network.RowsVisitor visitor) {
    int R = outputRows(batch);
    float[] read = read(hidden, batch, s);
    int block = linear.blockRows();
    for (int row = 0; row < R; row += block) {
      int rows = Math.min(block, R - row);
      float[] p = logits(w, read, row, rows, s, product);
      head.outputs(p, rows);
      visitor.visit(row, rows, p);
    }
  }

  private int outputRows(PackedBatch batch) {
    return readout == Readout.EACH_STEP ? batch.rows() : batch.sequences();
  }

  /** The states to read: all, or [B, D*H] where each sequence ends, zeros for empty ones. */
  private float[] read(float[] hidden, PackedBatch batch, Buffers s) {
    if (readout == Readout.EACH_STEP) {
      return hidden;
    }
    int B = batch.sequences();
    int R = batch.rows(readout);
    s.read = Scan.atLeast(s.read, B, DH);
    for (int b = 0; b < R; b++) {
      for (int d = 0; d < DH / H; d++) {
        System.arraycopy(hidden, end(batch, b, d), s.read, b * DH + d * H, H);
      }
    }
    Arrays.fill(s.read, R * DH, B * DH, 0f);
    return s.read;
  }

  /** Where in [N, D*H] the scan of direction d ends: at the last step, or in reverse the first. */
  private int end(PackedBatch batch, int b, int d) {
    int t = d == 0 ? batch.length(b) - 1 : 0;
    return batch.row(b, t) * DH + d * H;
  }

  /**
   * o = V h + c of some rows, [rows, K], and what comes to them past the layers.
   *
   * @param product computes each row like any other; null where that does not matter
   */
  private float[] logits(
      float[] w, float[] read, int row, int rows, Buffers s, WeightProduct product) {
    s.logits = Scan.atLeast(s.logits, rows, K);
    if (product == null) {
      linear.forward(w, read, row * DH, DH, rows, s.logits);
    } else {
      linear.forward(w, read, row * DH, DH, rows, s.logits, product);
    }
    if (direct != null) {
      direct.addTo(s.logits, w, row, rows, s.direct);
    }
    return s.logits;
  }

  private PackedTargets targets(PackedBatch batch) {
    PackedTargets targets = batch.targets();
    if (targets.readout() != readout || targets.width() != head.targetWidth()) {
      throw new IllegalArgumentException(
          "the network needs %s, but the batch has %s"
              .formatted(
                  Targets.describe(readout, head.targetWidth()),
                  Targets.describe(targets.readout(), targets.width())));
    }
    return targets;
  }
}
