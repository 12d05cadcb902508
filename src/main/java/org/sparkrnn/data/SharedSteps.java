package org.sparkrnn.data;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Finds common steps of windows of the same series, so that a block stores them once. The positions
 * of windows in the series are only hints: steps are shared only if they are the same in all
 * columns, bit for bit.
 */
final class SharedSteps {
  private final int[] order; // [n] the sequences' numbers, in the order in which they are stored
  private final int[] known; // [n] in that order: how many of the first steps are stored already
  private final int[] begins; // [n] by number: the stored step where the sequence begins

  // The growing run of stored steps, which began at a position of a series and ends with `last`.
  private EncodedSequence last;
  private long runPosition;
  private int runBegin; // in stored steps
  private int stored; // steps

  private SharedSteps(List<EncodedSequence> sequences) {
    int n = sequences.size();
    begins = new int[n];
    known = new int[n];
    Integer[] sorted = new Integer[n];
    Arrays.setAll(sorted, i -> i);
    Arrays.sort(
        sorted,
        Comparator.comparingLong((Integer i) -> sequences.get(i).series())
            .thenComparingLong(i -> sequences.get(i).position()));
    order = Arrays.stream(sorted).mapToInt(i -> i).toArray();
    for (int k = 0; k < n; k++) {
      known[k] = add(sequences.get(order[k]), order[k]);
    }
  }

  /**
   * The common steps of sequences, or null if there are none.
   *
   * @param sequences sequences with the same columns and less than 2^31 steps in total
   */
  static SharedSteps of(List<EncodedSequence> sequences) {
    boolean windows = false;
    for (EncodedSequence sequence : sequences) {
      windows |= sequence.series() != EncodedSequence.NONE;
    }
    SharedSteps shared = windows ? new SharedSteps(sequences) : null;
    return shared == null || Arrays.stream(shared.known).sum() == 0 ? null : shared;
  }

  /** Stores a sequence; returns how many of its first steps are stored already. */
  private int add(EncodedSequence next, int number) {
    if (next.length() == 0) {
      return 0; // it has no position, and no run ends with it
    }
    int overlap = overlap(next);
    if (overlap == 0) {
      runBegin = stored;
      runPosition = next.position();
    }
    begins[number] = runBegin + (int) (next.position() - runPosition);
    if (overlap < next.length()) {
      last = next;
    }
    stored += next.length() - overlap;
    return overlap;
  }

  private int overlap(EncodedSequence next) {
    if (last == null
        || next.series() != last.series()
        || next.series() == EncodedSequence.NONE
        || next.position() >= last.position() + last.length()) {
      return 0;
    }
    int at = (int) (next.position() - last.position());
    int overlap = Math.min(next.length(), last.length() - at);
    for (Column column : next.columns()) {
      if (column.spec().per() == Readout.EACH_STEP
          && !column.holds(0, last.column(column.spec().name()), at, overlap)) {
        return 0;
      }
    }
    return overlap;
  }

  int[] order() {
    return order;
  }

  int[] known() {
    return known;
  }

  int[] begins() {
    return begins;
  }
}
