package org.sparkrnn.nn;

import java.util.Arrays;

/**
 * The gradient of one mini-batch: all parameters after the embedding as one dense vector, and the
 * embedding as the rows that were touched. A mini-batch touches a few hundred rows of a table that
 * may have millions. A table that is shared with the output layer has a gradient in all its rows;
 * then it is part of the dense vector, and there is no separate embedding.
 */
public final class Gradient {
  private final int denseOffset; // of dense[0] in the flat vector, after the embedding
  private final int rowSize; // D
  private final float[] dense;
  private int[] rows; // ascending
  private float[] rowValues; // [rows, D]

  /**
   * Creates a gradient of these arrays, which are not copied.
   *
   * @param denseOffset size of the embedding block, 0 without one
   * @param rowSize D of an embedding row, 0 without one
   * @param dense gradient of the parameters from {@code denseOffset} on
   * @param rows touched rows of the embedding, ascending
   * @param rowValues [rows, D] their gradients
   */
  public Gradient(int denseOffset, int rowSize, float[] dense, int[] rows, float[] rowValues) {
    this.denseOffset = denseOffset;
    this.rowSize = rowSize;
    this.dense = dense;
    this.rows = rows;
    this.rowValues = rowValues;
  }

  /** A gradient without an embedding. */
  public static Gradient ofDense(float[] dense) {
    return new Gradient(0, 0, dense, new int[0], new float[0]);
  }

  /** The offset in the flat vector at which the dense part begins. */
  public int denseOffset() {
    return denseOffset;
  }

  /** D of an embedding row, 0 without an embedding. */
  public int rowSize() {
    return rowSize;
  }

  /** dL/d(parameters after the embedding). */
  public float[] dense() {
    return dense;
  }

  /** The touched rows of the embedding, ascending. */
  public int[] rows() {
    return rows;
  }

  /** [rows, D] the gradients of {@link #rows}. */
  public float[] rowValues() {
    return rowValues;
  }

  /** Releases the dense array; this gradient must not be used any more. */
  public void release() {
    FloatPool.give(dense);
  }

  /** How many floats this holds. */
  public long floats() {
    return (long) dense.length + rowValues.length;
  }

  /** Index in {@link #dense} of a block's first element. */
  public int at(ParamLayout.Block block) {
    return block.offset() - denseOffset;
  }

  /** Sets the gradient to zero, for another mini-batch. */
  public void clear() {
    Arrays.fill(dense, 0f);
    setRows(new int[0], new float[0]);
  }

  /** Sets the rows of the embedding that a batch touched; they are not copied. */
  public void setRows(int[] touched, float[] values) {
    rows = touched;
    rowValues = values;
  }

  /**
   * The sum of this and another gradient of the same layout, in the dense array of this one;
   * neither may be used afterwards.
   */
  public Gradient plus(Gradient right) {
    for (int i = 0; i < dense.length; i++) {
      dense[i] += right.dense[i];
    }
    FloatPool.give(right.dense);
    if (rows.length == 0 || right.rows.length == 0) {
      Gradient only = rows.length == 0 ? right : this;
      return new Gradient(denseOffset, rowSize, dense, only.rows, only.rowValues);
    }
    int[] union = new int[rows.length + right.rows.length];
    float[] values = new float[union.length * rowSize];
    int n = 0;
    for (int a = 0, b = 0; a < rows.length || b < right.rows.length; n++) {
      int row =
          Math.min(
              a < rows.length ? rows[a] : Integer.MAX_VALUE,
              b < right.rows.length ? right.rows[b] : Integer.MAX_VALUE);
      union[n] = row;
      if (a < rows.length && rows[a] == row) {
        System.arraycopy(rowValues, a++ * rowSize, values, n * rowSize, rowSize);
      }
      if (b < right.rows.length && right.rows[b] == row) {
        for (int j = 0; j < rowSize; j++) {
          values[n * rowSize + j] += right.rowValues[b * rowSize + j];
        }
        b++;
      }
    }
    return new Gradient(
        denseOffset, rowSize, dense, Arrays.copyOf(union, n), Arrays.copyOf(values, n * rowSize));
  }

  /**
   * The whole gradient as a flat vector: the dense part itself if there is no embedding, otherwise
   * {@code buffer}, which is overwritten.
   */
  public float[] flat(float[] buffer) {
    if (denseOffset == 0) {
      return dense;
    }
    writeTo(buffer);
    return buffer;
  }

  /** Writes the whole gradient into a flat vector of all parameters. */
  public void writeTo(float[] flat) {
    Arrays.fill(flat, 0, denseOffset, 0f);
    for (int k = 0; k < rows.length; k++) {
      System.arraycopy(rowValues, k * rowSize, flat, rows[k] * rowSize, rowSize);
    }
    System.arraycopy(dense, 0, flat, denseOffset, dense.length);
  }

  /** The whole gradient as a flat vector of all parameters. */
  public float[] flat() {
    float[] flat = new float[denseOffset + dense.length];
    writeTo(flat);
    return flat;
  }
}
