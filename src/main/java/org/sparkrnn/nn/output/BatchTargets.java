package org.sparkrnn.nn.output;

import org.sparkrnn.data.ColumnSpec;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.PackedColumn;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.Targets;
import org.sparkrnn.nn.Buffers;
import org.sparkrnn.nn.ModuleContext;

/**
 * The targets of a batch for an output. Each of several outputs has its own column. In the loss, a
 * sequence's targets of each output have the same total weight as those of the first output: if
 * that has labels of steps, one label of a sequence of T steps counts T times.
 */
final class BatchTargets {
  private final ColumnSpec wanted;
  private final boolean perSteps; // whether a target counts as often as there are steps
  private final boolean perSequence; // whether the targets of all steps together count as one
  private float[] weights = {}; // [entries]

  /**
   * @param targets the targets of the output's spec
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
   * @throws IllegalArgumentException if the batch has no such targets
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
   * The targets with their weights in the loss of all outputs.
   *
   * @throws IllegalArgumentException if the batch has no such targets
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
   * @throws IllegalArgumentException if it is not one of these
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
