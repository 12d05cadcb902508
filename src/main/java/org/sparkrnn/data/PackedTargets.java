package org.sparkrnn.data;

/**
 * The targets of a {@link PackedBatch}, a row for each output: for one a step the rows are the
 * batch's; for one a sequence, row b belongs to the b-th longest sequence. Empty sequences have no
 * row. Refilled with its batch; arrays only grow and are longer where a larger batch came before.
 */
public final class PackedTargets {
  private Readout readout; // null without targets
  private int rows;
  private int width;
  private int[] labels = new int[0]; // [rows]
  private float[] vectors = new float[0]; // [rows, width]
  private float[] weights = new float[0]; // [rows]
  private boolean weighted;

  void fill(PackedBatch batch, SequenceBlock block, int[] indices, int from) {
    Targets targets = block.targets();
    readout = targets == null ? null : targets.readout();
    width = targets == null ? 0 : targets.width();
    rows = targets == null ? 0 : batch.rows(readout);
    if (rows == 0) {
      return;
    }
    weighted = block.weighted();
    labels = width == 0 && labels.length < rows ? new int[rows] : labels;
    vectors = vectors.length < rows * width ? new float[rows * width] : vectors;
    weights = weighted && weights.length < rows ? new float[rows] : weights;
    int steps = readout == Readout.EACH_STEP ? batch.maxLength() : 1;
    for (int t = 0; t < steps; t++) {
      for (int b = 0; b < batch.batchSize(t); b++) {
        int i = indices[from + batch.position(b)];
        int row = batch.row(b, t);
        targets.copy(block.targetRow(i, t), labels, vectors, row);
        if (weighted) {
          weights[row] = block.weight(i);
        }
      }
    }
  }

  /** Whether there is one a step or one a sequence; null in a batch without targets. */
  public Readout readout() {
    return readout;
  }

  /** How many outputs have a target. */
  public int rows() {
    return rows;
  }

  /** K of target vectors; 0 for class labels. */
  public int width() {
    return width;
  }

  /** [rows] class labels. */
  public int[] labels() {
    return labels;
  }

  /** [rows, width] target vectors. */
  public float[] vectors() {
    return vectors;
  }

  /** Whether sequences count differently; if not, every weight is 1. */
  public boolean weighted() {
    return weighted;
  }

  /** How much a row counts: the weight of its sequence. */
  public float weight(int row) {
    return weighted ? weights[row] : 1f;
  }
}
