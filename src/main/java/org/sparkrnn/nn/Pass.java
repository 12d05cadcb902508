package org.sparkrnn.nn;

import java.util.Objects;
import org.sparkrnn.data.BatchPlan;

/**
 * The settings of one pass over a mini-batch: the states before and after it, and dropout. Nothing
 * of it is kept after the call.
 */
public final class Pass {
  /** Whole sequences, no dropout. */
  public static final Pass PLAIN = new Pass(null, null, Dropout.NONE, 0, false);

  private final RecurrentState initial; // or null: every sequence begins
  private final RecurrentState last; // null if it is not needed
  private final Dropout dropout;
  private final long key;
  private final boolean alike;

  private Pass(
      RecurrentState initial, RecurrentState last, Dropout dropout, long key, boolean alike) {
    this.initial = initial;
    this.last = last;
    this.dropout = dropout;
    this.key = key;
    this.alike = alike;
  }

  /**
   * This pass over chunks that continue earlier chunks. The gradient ends at the start of the
   * chunk.
   *
   * @param initial is read: the states before the first step of each sequence of the batch
   * @param last is written: the states after the last step of each sequence, or unchanged if the
   *     batch has no step of the sequence; must not be {@code initial} itself
   */
  public Pass carrying(RecurrentState initial, RecurrentState last) {
    if (initial == last) {
      throw new IllegalArgumentException(
          "the state before a chunk and the state after it are the same object, but the backward pass needs the former unchanged; give two objects");
    }
    return new Pass(
        Objects.requireNonNull(initial), Objects.requireNonNull(last), dropout, key, alike);
  }

  /**
   * This pass with dropout, only for training.
   *
   * @param key the masks depend on the key and on the place, sequence, step and unit; the key must
   *     differ between mini-batches and shards: {@code BatchPlan.key(stream, batch)} of the stream
   *     of {@code Purpose.DROPOUT}
   */
  public Pass dropping(Dropout rates, long key) {
    return new Pass(initial, last, rates, key, alike);
  }

  /**
   * This pass with each row computed in the same way, so that the output for a sequence does not
   * depend on the other sequences of its batch. Training does not need this, because its batches
   * are fixed.
   */
  public Pass alike() {
    return alike ? this : new Pass(initial, last, dropout, key, true);
  }

  /** Whether each row is computed in the same way, regardless of the batch. */
  public boolean rowsAlike() {
    return alike;
  }

  /** The states before the first steps, or null for the initial states of the network. */
  public RecurrentState initial() {
    return initial;
  }

  /** The object that receives the states after the last steps, or null. */
  public RecurrentState last() {
    return last;
  }

  /** The dropout rates. */
  public Dropout dropout() {
    return dropout;
  }

  /** The key of the masks of one place in the network. */
  public long key(int place) {
    return BatchPlan.key(key, place);
  }

  /**
   * Called before the computation: checks that the states fit the batch, and copies the states of
   * sequences without steps in it.
   */
  public void begin(NetworkSpec spec, int sequences) {
    if (initial == null) {
      return;
    }
    initial.require(spec, sequences);
    last.require(spec, sequences);
    for (int i = 0; i < sequences; i++) {
      last.copy(initial, i, i);
    }
  }
}
