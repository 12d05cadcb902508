package org.sparkrnn.nn.sequence;

import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.nn.Pass;
import org.sparkrnn.nn.RecurrentState;

/** Neighbouring steps of a batch in the direction of a scan, and what came before them. */
public final class Span {
  /** What the steps are of. */
  public final PackedBatch batch;

  /** Whether it is scanned from the end. */
  public final boolean reverse;

  /** The first of its steps. */
  public final int first;

  /** The step behind its last. */
  public final int end;

  /** Whether the states before it are those of the span before. */
  public final boolean continued;

  /** The states before it, or null: every sequence begins. */
  public final RecurrentState initial;

  /** Where the cell's states begin in a sequence's carried state. */
  public final int place;

  /** Whether each row is to be computed like any other. */
  public final boolean alike;

  /** [B, P] what units of h_{t-1} are multiplied by in recurrent products, or null: dropout. */
  public final float[] stateMask;

  private Span(
      PackedBatch batch,
      boolean reverse,
      int first,
      int end,
      boolean continued,
      RecurrentState initial,
      int place,
      boolean alike,
      float[] stateMask) {
    this.batch = batch;
    this.reverse = reverse;
    this.first = first;
    this.end = end;
    this.continued = continued;
    this.initial = initial;
    this.place = place;
    this.alike = alike;
    this.stateMask = stateMask;
  }

  /**
   * A whole batch.
   *
   * @param place where the cell's states begin in a sequence's carried state
   * @param stateMask [B, P] of h_{t-1} in recurrent products, or null
   */
  public static Span of(
      PackedBatch batch, boolean reverse, Pass pass, int place, float[] stateMask) {
    int end = batch.maxLength();
    boolean alike = pass.rowsAlike();
    return new Span(batch, reverse, 0, end, false, pass.initial(), place, alike, stateMask);
  }

  /** Some steps of a batch, in prediction. */
  public static Span window(
      PackedBatch batch, boolean reverse, int first, int end, boolean continued) {
    return new Span(batch, reverse, first, end, continued, null, 0, true, null);
  }

  /** The row of the batch that is row 0 of a cell's arrays. */
  public int base() {
    return batch.offset(first);
  }

  /** Rows of all its steps. */
  public int rows() {
    return batch.offset(end) - base();
  }

  /** How many steps it has. */
  public int steps() {
    return end - first;
  }

  /** The k-th step in the direction of the scan. */
  public int step(int k) {
    return reverse ? end - 1 - k : first + k;
  }

  /** The first row of step t in a cell's arrays. */
  public int row(int t) {
    return batch.offset(t) - base();
  }

  /** The step before t in the direction of the scan. */
  public int before(int t) {
    return reverse ? t + 1 : t - 1;
  }

  /** How many rows of step t have a step before them in the direction of the scan. */
  public int carried(int t) {
    if (reverse) {
      return t + 1 < batch.maxLength() ? batch.batchSize(t + 1) : 0;
    }
    return t > 0 ? batch.batchSize(t) : 0;
  }
}
