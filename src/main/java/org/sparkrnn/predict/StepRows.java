package org.sparkrnn.predict;

import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.Readout;
import org.sparkrnn.nn.Network;
import org.sparkrnn.nn.OutputSpec;
import org.sparkrnn.predict.SequencePredictor.StepVisitor;

/** Finds the sequence and step of each row of a batch's outputs, which come block by block. */
final class StepRows {
  private final PackedBatch batch;
  private final boolean each;
  private final int K;
  private int t; // the step of the last visited row

  StepRows(OutputSpec spec, PackedBatch batch) {
    this.batch = batch;
    each = spec.readout() == Readout.EACH_STEP;
    K = spec.outputSize();
  }

  /** Receives the sequence and the step of a row. */
  @FunctionalInterface
  interface RowVisitor {
    /**
     * @param position the position of the sequence among those that were packed
     * @param step the step of the row; with one output per sequence its last step, or -1 if it is
     *     empty
     */
    void visit(int position, int step, int row);
  }

  /** Passes {@code visitor} the sequence, as its position among those packed, and the step. */
  Network.RowsVisitor visiting(StepVisitor visitor) {
    return (first, rows, p) ->
        visit(
            first,
            rows,
            (position, step, row) -> visitor.visit(position, step, p, (row - first) * K));
  }

  /** The same for rows without their outputs, which must come in order. */
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
