package org.sparkrnn.nn;

import java.util.Objects;
import org.sparkrnn.data.BatchPlan;

/**
 * What one pass over a mini-batch has beside weights and data: the state it starts from and leaves
 * behind, and dropout. Nothing of it outlives the call.
 */
public final class Pass {
  /** Whole sequences, no dropout. */
  public static final Pass PLAIN = new Pass(null, null, Dropout.NONE, 0, false);

  private final RecurrentState initial; // or null: every sequence begins
  private final RecurrentState last; // or null: nobody asks
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
   * This pass over chunks that continue where others ended. The gradient ends at the chunk's start.
   *
   * @param initial read; the states before the first step of each sequence of the batch
   * @param last written: the states after each sequence's last step, or as they were where the
   *     batch has no step of it; not {@code initial} itself
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
   * This pass with dropout, for training alone.
   *
   * @param key the masks depend on it, and on the place, sequence, step and unit; it must differ
   *     between mini-batches and shards: {@code BatchPlan.key(stream, batch)} of the stream of
   *     {@code Purpose.DROPOUT}
   */
  public Pass dropping(Dropout rates, long key) {
    return new Pass(initial, last, rates, key, alike);
  }

  /**
   * This pass with each row computed like any other, so that what comes out for a sequence does not
   * depend on the others of its batch. Training may do without, since its batches are what they
   * are.
   */
  public Pass alike() {
    return alike ? this : new Pass(initial, last, dropout, key, true);
  }

  /** Whether each row is computed like any other, whatever the batch. */
  public boolean rowsAlike() {
    return alike;
  }

  /** The states before the first steps, or null for those of the network. */
  public RecurrentState initial() {
    return initial;
  }

  /** Where the states after the last steps go, or null. */
  public RecurrentState last() {
    return last;
  }

  /** What is dropped. */
  public Dropout dropout() {
    return dropout;
  }

  /** The key of the masks of one place in the network. */
  public long key(int place) {
    return BatchPlan.key(key, place);
  }

  /** Before the arithmetic: fits the states to the batch and copies what has no steps in it. */
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
