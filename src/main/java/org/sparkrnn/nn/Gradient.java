package org.sparkrnn.nn;

import java.util.Arrays;

/**
 * The gradient of one mini-batch: all parameters behind the embedding as one dense vector, the
 * embedding as the rows that were touched. A mini-batch touches a few hundred rows of a table that
 * may have millions.
 */
public final class Gradient {
  private final int denseOffset; // of dense[0] in the flat vector: the embedding stands before it
  private final int rowSize;
  private final float[] dense;
  private int[] rows = {}; // ascending row numbers
  private float[] rowValues = {}; // [rows, rowSize]

  /**
   * @param denseOffset size of the embedding block, 0 without one
   * @param rowSize of an embedding row, 0 without one
   * @param size of the flat vector
   */
  Gradient(int denseOffset, int rowSize, int size) {
    this.denseOffset = denseOffset;
    this.rowSize = rowSize;
    dense = new float[size - denseOffset];
  }

  /** dL/d(parameters from {@link #denseOffset} on). */
  public float[] dense() {
    return dense;
  }

  /** Where in the flat vector the dense part begins. */
  public int denseOffset() {
    return denseOffset;
  }

  /** The touched rows of the embedding, ascending. */
  public int[] rows() {
    return rows;
  }

  /** The gradients of {@link #rows}, one after the other. */
  public float[] rowValues() {
    return rowValues;
  }

  /** Index in {@link #dense} of a block's first element. */
  int at(ParamLayout.Block block) {
    return block.offset() - denseOffset;
  }

  void clear() {
    Arrays.fill(dense, 0f);
    rows = new int[0];
    rowValues = new float[0];
  }

  void setRows(int[] touched, float[] values) {
    rows = touched;
    rowValues = values;
  }

  /** The whole gradient as one flat vector. */
  public float[] flat() {
    float[] flat = new float[denseOffset + dense.length];
    addTo(flat, rows, rowValues, rowSize);
    System.arraycopy(dense, 0, flat, denseOffset, dense.length);
    return flat;
  }

  /** flat[row] += values for every row. */
  public static void addTo(float[] flat, int[] rows, float[] values, int rowSize) {
    for (int k = 0; k < rows.length; k++) {
      int to = rows[k] * rowSize;
      for (int j = 0; j < rowSize; j++) {
        flat[to + j] += values[k * rowSize + j];
      }
    }
  }
}
