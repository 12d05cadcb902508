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
 * A vector [S] that a cell carries from step to step: what it was before each step, where sequences
 * begin and spans continue, and the gradient of where they begin.
 */
public final class CarriedState {
  private final int S;
  private final int place; // behind the cell's other states
  private final ParamLayout.Block learned; // [S] the first state, or null: zeros

  /** [N, S] the state before each step. */
  public float[] previous = {};

  private float[] edge = {}; // [B, S] after the span before this one

  /**
   * @param width S
   * @param place where it begins among the values of all states of the cell
   * @param learned the block of the first state, or null
   */
  public CarriedState(int width, int place, ParamLayout.Block learned) {
    S = width;
    this.place = place;
    this.learned = learned;
  }

  /** Whether the state before the first step is a parameter; else it is zeros. */
  public boolean isLearned() {
    return learned != null;
  }

  /** Where the first state is learned, the block of it; else null. */
  ParamLayout.Block first() {
    return learned;
  }

  /** Makes room for N rows in {@link #previous}. */
  public void reserve(int N) {
    previous = Buffers.atLeast(previous, N, S);
  }

  /**
   * Writes the state before the k-th step of a span to {@link #previous}.
   *
   * @param state [rows, S] after each step so far
   */
  public void take(float[] w, Span span, int k, float[] state) {
    PackedBatch batch = span.batch;
    int t = span.step(k);
    int to = span.row(t) * S;
    int rows = batch.batchSize(t);
    int carried = span.carried(t);
    if (carried > 0) {
      boolean first = k == 0;
      int from = first ? 0 : span.row(span.before(t)) * S;
      System.arraycopy(first ? edge : state, from, previous, to, carried * S);
    }
    if (learned == null) {
      Arrays.fill(previous, to + carried * S, to + rows * S, 0f);
    } else {
      Blas.fillRows(rows - carried, S, w, learned.offset(), previous, to + carried * S, S);
    }
    for (int b = carried; span.initial != null && b < rows; b++) { // what another chunk left
      span.initial.read(batch.position(b), place(span), previous, to + b * S, S);
    }
  }

  private int place(Span span) {
    return span.place + place;
  }

  /** Keeps the state of the step with which a span ended. */
  public void keepEdge(Span span, float[] state) {
    int t = span.step(span.steps() - 1);
    int rows = span.batch.batchSize(t);
    edge = Buffers.atLeast(edge, rows, S);
    System.arraycopy(state, span.row(t) * S, edge, 0, rows * S);
  }

  /** Keeps the state after each sequence's last step. */
  public void keepLast(Span span, float[] state, RecurrentState last) {
    PackedBatch batch = span.batch;
    for (int t = 0; t < batch.maxLength(); t++) {
      int longer = t + 1 < batch.maxLength() ? batch.batchSize(t + 1) : 0;
      for (int b = longer; b < batch.batchSize(t); b++) {
        last.write(batch.position(b), place(span), state, batch.row(b, t) * S, S);
      }
    }
  }

  /**
   * Adds the gradient of the first state: that of rows [from, rows) of a step, which begin here.
   *
   * @param d [B, S] dL/d(state before the step); zero afterwards where sequences continue others
   */
  public void addFirst(Span span, int from, int rows, float[] d, Gradient g) {
    if (learned == null) {
      return;
    }
    for (int b = from; b < rows; b++) {
      if (span.initial != null && span.initial.begun(span.batch.position(b))) {
        Arrays.fill(d, b * S, (b + 1) * S, 0f);
      }
    }
    Kernels.get().addColumnSums(rows - from, S, d, from * S, S, g.dense(), g.at(learned));
  }
}
