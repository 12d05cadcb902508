package org.sparkrnn.nn.sequence;

import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.nn.Pass;
import org.sparkrnn.nn.RecurrentState;

/** Neighbouring steps of a batch in the direction of a scan, and what came before them. */
public final class Span {
  public final PackedBatch batch;
  public final boolean reverse;
  public final int first; // steps first up to end - 1
  public final int end;
  public final boolean continued; // whether the states before it are those of the span before
  public final RecurrentState initial; // or null: every sequence begins
  public final int place; // of the cell's states in a sequence's carried state
  public final boolean alike; // whether each row is to be computed like any other

  private Span(
      PackedBatch batch,
      boolean reverse,
      int first,
      int end,
      boolean continued,
      RecurrentState initial,
      int place,
      boolean alike) {
    this.batch = batch;
    this.reverse = reverse;
    this.first = first;
    this.end = end;
    this.continued = continued;
    this.initial = initial;
    this.place = place;
    this.alike = alike;
  }

  /** A whole batch. */
  public static Span of(PackedBatch batch, boolean reverse, Pass pass, int place) {
    return new Span(
        batch, reverse, 0, batch.maxLength(), false, pass.initial(), place, pass.rowsAlike());
  }

  /** Some steps of a batch, in prediction. */
  public static Span window(
      PackedBatch batch, boolean reverse, int first, int end, boolean continued) {
    return new Span(batch, reverse, first, end, continued, null, 0, true);
  }

  /** The row of the batch that is row 0 of a cell's arrays. */
  public int base() {
    return batch.offset(first);
  }

  public int rows() {
    return batch.offset(end) - base();
  }

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
