package org.sparkrnn.nn;

import java.util.Arrays;

/**
 * The gradient of one mini-batch: all parameters behind the embedding as one dense vector, the
 * embedding as the rows that were touched. A mini-batch touches a few hundred rows of a table that
 * may have millions. A table that is the output layer's too has a gradient in all its rows: then it
 * is dense, and there is no embedding apart.
 */
public final class Gradient {
  private final int denseOffset; // of dense[0] in the flat vector: the embedding stands before it
  private final int rowSize; // D
  private final float[] dense;
  private int[] rows; // ascending
  private float[] rowValues; // [rows, D]

  /**
   * Takes arrays as they are, uncopied.
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

  /** Where in the flat vector the dense part begins. */
  public int denseOffset() {
    return denseOffset;
  }

  /** D of an embedding row, 0 without an embedding. */
  public int rowSize() {
    return rowSize;
  }

  /** dL/d(parameters behind the embedding). */
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

  /** Gives the dense array up; this must not be used any more. */
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

  /** Makes it zero again, for another mini-batch. */
  public void clear() {
    Arrays.fill(dense, 0f);
    setRows(new int[0], new float[0]);
  }

  /** Takes the rows of the embedding that a batch touched, uncopied. */
  public void setRows(int[] touched, float[] values) {
    rows = touched;
    rowValues = values;
  }

  /** This plus another of the same layout, in this one's dense array: both are used up. */
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
   * The whole gradient as a flat vector: the dense part itself where there is no embedding, else
   * written over {@code buffer}.
   */
  public float[] flat(float[] buffer) {
    if (denseOffset == 0) {
      return dense;
    }
    writeTo(buffer);
    return buffer;
  }

  /** Writes the whole gradient over a flat vector of all parameters. */
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
