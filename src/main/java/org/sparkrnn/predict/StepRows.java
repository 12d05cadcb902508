package org.sparkrnn.predict;

import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.Readout;
import org.sparkrnn.nn.Network;
import org.sparkrnn.nn.OutputSpec;
import org.sparkrnn.predict.SequencePredictor.StepVisitor;

/** Says of a batch's rows of outputs, as they come block by block, whose they are. */
final class StepRows {
  private final PackedBatch batch;
  private final boolean each;
  private final int K;
  private int t; // of the row last visited

  StepRows(OutputSpec spec, PackedBatch batch) {
    this.batch = batch;
    each = spec.readout() == Readout.EACH_STEP;
    K = spec.outputSize();
  }

  /** Receives whose a row is. */
  @FunctionalInterface
  interface RowVisitor {
    /**
     * @param position of the sequence among those packed
     * @param step of the row; for one output a sequence its last, -1 of an empty sequence
     */
    void visit(int position, int step, int row);
  }

  /** Tells {@code visitor} the sequence, as a position among those packed, and the step. */
  Network.RowsVisitor visiting(StepVisitor visitor) {
    return (first, rows, p) ->
        visit(
            first,
            rows,
            (position, step, row) -> visitor.visit(position, step, p, (row - first) * K));
  }

  /** The same of rows without their outputs; they come in their order. */
  void visit(int first, int rows, RowVisitor visitor) {
    for (int row = first; row < first + rows; row++) {
      while (each && row >= batch.offset(t + 1)) {
        t++;
      }
      int b = each ? row - batch.offset(t) : row;
      visitor.visit(batch.position(b), each ? t : batch.length(b) - 1, row);
    }
  }
}
