package org.sparkrnn.nn;

import java.io.Serializable;
import java.util.Arrays;

/**
 * The recurrent state of many sequences between two chunks of them: truncated back-propagation
 * through time (Williams and Peng 1990) carries it from a chunk to the next, so that whoever
 * computes a chunk holds nothing of its own.
 *
 * <p>Sequences are counted as in the list that a batch is packed from, not in the batch's order by
 * length. A sequence that has not begun starts from the network's own first state: zeros, or the
 * learned one.
 *
 * <p>Not a record: this travels with tasks and their results, maybe by Kryo.
 */
public final class RecurrentState implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int size; // values of a sequence
  private final float[] values; // [sequences, size]
  private final boolean[] begun; // [sequences]

  /**
   * Sequences none of which has begun, for one network.
   *
   * @throws IllegalArgumentException if the network reads from the end too or several steps at
   *     once, or all the states together exceed an array's size
   */
  public RecurrentState(NetworkSpec spec, int sequences) {
    size = spec.stateSize();
    long all = (long) sequences * size;
    if (all > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "the states of %d sequences have %d values, more than fit into an array; carry the states of fewer sequences"
              .formatted(sequences, all));
    }
    values = new float[(int) all];
    begun = new boolean[sequences];
  }

  /**
   * The states in one vector, to travel with weights and gradients: of each sequence its values and
   * then 1, or 0 if it has not begun.
   */
  public float[] toVector() {
    float[] vector = new float[begun.length * (size() + 1)];
    for (int i = 0; i < begun.length; i++) {
      int at = i * (size() + 1);
      System.arraycopy(values, i * size(), vector, at, size());
      vector[at + size()] = begun[i] ? 1 : 0;
    }
    return vector;
  }

  /**
   * Takes over what {@link #toVector} gave.
   *
   * @param first sequence of the vector that becomes the first one here
   * @throws IllegalArgumentException if the vector has no so many states of this network
   */
  public RecurrentState setVector(float[] vector, int first) {
    int stride = size() + 1;
    if (vector.length % stride != 0 || vector.length / stride < first + begun.length) {
      throw new IllegalArgumentException(
          "%d values are not enough for the states of %d sequences from %d on, with %d values each"
              .formatted(vector.length, begun.length, first, stride));
    }
    for (int i = 0; i < begun.length; i++) {
      int at = (first + i) * stride;
      System.arraycopy(vector, at, values, i * size(), size());
      begun[i] = vector[at + size()] != 0;
    }
    return this;
  }

  /** How many sequences' states these are. */
  public int sequences() {
    return begun.length;
  }

  /** Values of one sequence's state. */
  public int size() {
    return size;
  }

  /** [sequences, size]: layer by layer the states of its cell, h first. Not a copy. */
  public float[] values() {
    return values;
  }

  /** Whether a step of this sequence has been computed. */
  public boolean begun(int sequence) {
    return begun[sequence];
  }

  /** Makes a place free for another sequence, which has not begun. */
  public void reset(int sequence) {
    begun[sequence] = false;
    Arrays.fill(values, sequence * size(), (sequence + 1) * size(), 0f);
  }

  /** Takes over the state of one sequence of {@code from}, a state of the same network. */
  public void copy(RecurrentState from, int sequence, int to) {
    System.arraycopy(from.values, sequence * size(), values, to * size(), size());
    begun[to] = from.begun[sequence];
  }

  /** Refuses a state of another network or of another number of sequences. */
  public void require(NetworkSpec spec, int sequences) {
    if (size != spec.stateSize() || sequences != begun.length) {
      throw new IllegalArgumentException(
          ("a state of %d sequences with %d values each was given for a batch of %d sequences and a network whose state has %d values; they must agree")
              .formatted(begun.length, size, sequences, spec.stateSize()));
    }
  }

  /**
   * Writes values of a sequence that has begun to {@code row}, from {@code place} of its state on.
   */
  public void read(int sequence, int place, float[] row, int offset, int length) {
    if (begun[sequence]) {
      System.arraycopy(values, sequence * size + place, row, offset, length);
    }
  }

  /** Keeps values of {@code row} from {@code place} of a sequence's state on. */
  public void write(int sequence, int place, float[] row, int offset, int length) {
    System.arraycopy(row, offset, values, sequence * size + place, length);
    begun[sequence] = true;
  }
}
