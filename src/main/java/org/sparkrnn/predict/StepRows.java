package org.sparkrnn.predict;

import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.Readout;
import org.sparkrnn.nn.Network;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.predict.SequencePredictor.StepVisitor;

/** Says of a batch's rows of outputs, as they come block by block, whose they are. */
final class StepRows {
  private final PackedBatch batch;
  private final boolean each;
  private final int K;
  private int t; // of the row last visited

  StepRows(NetworkSpec spec, PackedBatch batch) {
    this.batch = batch;
    each = spec.readout() == Readout.EACH_STEP;
    K = spec.outputSize();
  }

  /** Tells {@code visitor} the sequence, as a position among those packed, and the step. */
  Network.RowsVisitor visiting(StepVisitor visitor) {
    return (first, rows, p) -> {
      for (int r = 0; r < rows; r++) {
        int row = first + r;
        while (each && row >= batch.offset(t + 1)) {
          t++;
        }
        int b = each ? row - batch.offset(t) : row;
        visitor.visit(batch.position(b), each ? t : batch.length(b) - 1, p, r * K);
      }
    };
  }
}
