package org.sparkrnn.nn.output;

import org.sparkrnn.data.ColumnSpec;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.PackedColumn;

/** The targets of a batch, as an output wants them. */
final class BatchTargets {
  private BatchTargets() {}

  /**
   * The targets.
   *
   * @throws IllegalArgumentException if the batch has none, or others
   */
  static PackedColumn of(PackedBatch batch, ColumnSpec wanted) {
    PackedColumn targets = batch.find(ColumnSpec.TARGETS);
    if (targets == null || !targets.spec().equals(wanted)) {
      throw new IllegalArgumentException(
          "the network needs %s, but the batch has %s"
              .formatted(
                  wanted.describe(), targets == null ? "no targets" : targets.spec().describe()));
    }
    return targets;
  }

  /**
   * The label of a row, one of K classes.
   *
   * @throws IllegalArgumentException if it is another
   */
  static int label(PackedColumn targets, int row, int K) {
    int label = targets.ints()[row];
    if (label < 0 || label >= K) {
      throw new IllegalArgumentException(
          "label %d is outside the %d classes 0..%d".formatted(label, K, K - 1));
    }
    return label;
  }
}
