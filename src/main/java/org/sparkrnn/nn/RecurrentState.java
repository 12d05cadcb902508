package org.sparkrnn.nn;

import java.io.Serializable;
import java.util.Arrays;

/**
 * The recurrent state of many sequences between two chunks of them. Truncated back-propagation
 * through time (Williams and Peng 1990) carries it from one chunk to the next, so the code that
 * computes a chunk is stateless.
 *
 * <p>Sequences are numbered as in the list from which a batch is packed, not in the order of
 * lengths in the batch. A sequence that has not begun starts from the initial state of the network:
 * zeros, or the learned state.
 *
 * <p>It is not a record, because it is sent with tasks and their results, possibly by Kryo.
 */
public final class RecurrentState implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int size; // values of a sequence
  private final float[] values; // [sequences, size]
  private final boolean[] begun; // [sequences]

  /**
   * Creates the state of sequences of which none has begun.
   *
   * @throws IllegalArgumentException if the network also reads from the end or reads several steps
   *     at once, or the states together do not fit into an array
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

  /** How long the vector of so many sequences is: {@link #toVector}. */
  public static int vectorLength(NetworkSpec spec, int sequences) {
    return Math.multiplyExact(sequences, spec.stateSize() + 1);
  }

  /**
   * The states in one vector, to be sent with weights and gradients: for each sequence its values
   * and then 1, or 0 if it has not begun.
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
   * Sets the states from {@link #toVector}.
   *
   * @param first the sequence of the vector that becomes the first one here
   * @throws IllegalArgumentException if the vector does not have that many states of this network
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

  /** The number of sequences. */
  public int sequences() {
    return begun.length;
  }

  /** The number of values of the state of one sequence. */
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

  /** Resets the state of a place for another sequence, which has not begun. */
  public void reset(int sequence) {
    begun[sequence] = false;
    Arrays.fill(values, sequence * size(), (sequence + 1) * size(), 0f);
  }

  /** Copies the state of one sequence of {@code from}, a state of the same network. */
  public void copy(RecurrentState from, int sequence, int to) {
    System.arraycopy(from.values, sequence * size(), values, to * size(), size());
    begun[to] = from.begun[sequence];
  }

  /** Fails if this is the state of another network or of another number of sequences. */
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
