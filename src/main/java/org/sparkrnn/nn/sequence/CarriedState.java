package org.sparkrnn.nn.sequence;

import java.util.Arrays;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.math.Blas;
import org.sparkrnn.math.Kernels;
import org.sparkrnn.nn.Buffers;
import org.sparkrnn.nn.Gradient;
import org.sparkrnn.nn.ParamLayout;
import org.sparkrnn.nn.RecurrentState;

/**
 * One of the vectors [H] that a cell carries from step to step: what it was before each step, where
 * sequences begin and spans continue, and the gradient of where they begin.
 */
public final class CarriedState {
  private final int H;
  private final int slot; // among the cell's states
  private final ParamLayout.Block learned; // [H] the first state, or null: zeros

  /** [N, H] the state before each step. */
  public float[] previous = {};

  private float[] edge = {}; // [B, H] after the span before this one

  /**
   * @param learned the block of the first state, or null
   */
  public CarriedState(int H, int slot, ParamLayout.Block learned) {
    this.H = H;
    this.slot = slot;
    this.learned = learned;
  }

  /** Whether the state before the first step is a parameter; else it is zeros. */
  public boolean isLearned() {
    return learned != null;
  }

  /** Makes room for N rows in {@link #previous}. */
  public void reserve(int N) {
    previous = Buffers.atLeast(previous, N, H);
  }

  /**
   * Writes the state before the k-th step of a span to {@link #previous}.
   *
   * @param state [rows, H] after each step so far
   */
  public void take(float[] w, Span span, int k, float[] state) {
    PackedBatch batch = span.batch;
    int t = span.step(k);
    int to = span.row(t) * H;
    int rows = batch.batchSize(t);
    int carried = span.carried(t);
    if (carried > 0) {
      boolean first = k == 0;
      int from = first ? 0 : span.row(span.before(t)) * H;
      System.arraycopy(first ? edge : state, from, previous, to, carried * H);
    }
    if (learned == null) {
      Arrays.fill(previous, to + carried * H, to + rows * H, 0f);
    } else {
      Blas.fillRows(rows - carried, H, w, learned.offset(), previous, to + carried * H, H);
    }
    for (int b = carried; span.initial != null && b < rows; b++) { // what another chunk left
      span.initial.read(batch.position(b), place(span), previous, to + b * H, H);
    }
  }

  private int place(Span span) {
    return span.place + slot * H;
  }

  /** Keeps the state of the step with which a span ended. */
  public void keepEdge(Span span, float[] state) {
    int t = span.step(span.steps() - 1);
    int rows = span.batch.batchSize(t);
    edge = Buffers.atLeast(edge, rows, H);
    System.arraycopy(state, span.row(t) * H, edge, 0, rows * H);
  }

  /** Keeps the state after each sequence's last step. */
  public void keepLast(Span span, float[] state, RecurrentState last) {
    PackedBatch batch = span.batch;
    for (int t = 0; t < batch.maxLength(); t++) {
      int longer = t + 1 < batch.maxLength() ? batch.batchSize(t + 1) : 0;
      for (int b = longer; b < batch.batchSize(t); b++) {
        last.write(batch.position(b), place(span), state, batch.row(b, t) * H, H);
      }
    }
  }

  /**
   * Adds the gradient of the first state: that of rows [from, rows) of a step, which begin here.
   *
   * @param d [B, H] dL/d(state before the step); zero afterwards where sequences continue others
   */
  public void addFirst(Span span, int from, int rows, float[] d, Gradient g) {
    if (learned == null) {
      return;
    }
    for (int b = from; b < rows; b++) {
      if (span.initial != null && span.initial.begun(span.batch.position(b))) {
        Arrays.fill(d, b * H, (b + 1) * H, 0f);
      }
    }
    Kernels.get().addColumnSums(rows - from, H, d, from * H, H, g.dense(), g.at(learned));
  }
}
