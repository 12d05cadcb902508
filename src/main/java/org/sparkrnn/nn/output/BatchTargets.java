package org.sparkrnn.nn.output;

import org.sparkrnn.data.ColumnSpec;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.PackedColumn;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.Targets;
import org.sparkrnn.nn.Buffers;
import org.sparkrnn.nn.ModuleContext;

/**
 * The targets of a batch, as an output wants them. Of several outputs each has a column of its own;
 * in their loss the targets of a sequence count together as much as those of the first output do:
 * one label of a sequence of T steps, beside labels of the steps, counts T times.
 */
final class BatchTargets {
  private final ColumnSpec wanted;
  private final boolean perSteps; // whether a target counts as often as there are steps
  private final boolean perSequence; // whether those of all steps count as one
  private float[] weights = {}; // [entries]

  /**
   * @param targets as the output's spec has them
   */
  BatchTargets(ModuleContext context, ColumnSpec targets) {
    int output = context.output();
    Readout main =
        output < 0 ? targets.per() : context.spec().output().parts().get(0).targets().per();
    wanted = output < 0 ? targets : targets.named(Targets.name(output));
    perSteps = main == Readout.EACH_STEP && targets.per() == Readout.LAST_STEP;
    perSequence = main == Readout.LAST_STEP && targets.per() == Readout.EACH_STEP;
  }

  /**
   * The targets.
   *
   * @throws IllegalArgumentException if the batch has none, or others
   */
  PackedColumn of(PackedBatch batch) {
    PackedColumn targets = batch.find(wanted.name());
    if (targets == null || !targets.spec().equals(wanted)) {
      throw new IllegalArgumentException(
          "the network needs %s, but the batch has %s"
              .formatted(
                  wanted.describe(), targets == null ? "no targets" : targets.spec().describe()));
    }
    return targets;
  }

  /**
   * The targets with the weights that they have in the loss of all outputs.
   *
   * @throws IllegalArgumentException if the batch has none, or others
   */
  PackedColumn inLoss(PackedBatch batch) {
    PackedColumn targets = of(batch);
    if (!perSteps && !perSequence) {
      return targets;
    }
    weights = Buffers.atLeast(weights, targets.entries(), 1);
    if (perSteps) {
      for (int b = 0; b < targets.entries(); b++) {
        weights[b] = targets.weight(b) * batch.length(b);
      }
    } else {
      for (int b = 0; b < batch.rows(Readout.LAST_STEP); b++) {
        for (int t = 0; t < batch.length(b); t++) {
          int n = batch.row(b, t);
          weights[n] = targets.weight(n) / batch.length(b);
        }
      }
    }
    return targets.weighted(weights);
  }

  /**
   * How many values of a row are not missing.
   *
   * @param K numbers of a row
   * @param P numbers of a value, the value first
   */
  static int known(PackedColumn targets, int row, int K, int P) {
    int known = 0;
    for (int k = 0; k < K; k += P) {
      known += Float.isNaN(targets.floats()[row * K + k]) ? 0 : 1;
    }
    return known;
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
          "label %d is not one of the %d classes 0..%d".formatted(label, K, K - 1));
    }
    return label;
  }
}
