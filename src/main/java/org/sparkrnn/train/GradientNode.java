package org.sparkrnn.train;

import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.util.Arrays;
import org.sparkrnn.nn.Gradient;

/** The sum over the shards below one node of a {@link GradientSum}'s tree. */
final class GradientNode {
  final double loss;
  final long steps;
  private final float[] dense; // behind the embedding
  private final int[] rows; // touched rows of the embedding, ascending
  private final float[] rowValues; // [rows, D]

  GradientNode(Gradient gradient, double loss, long steps) {
    this(gradient.dense(), gradient.rows(), gradient.rowValues(), loss, steps);
  }

  private GradientNode(float[] dense, int[] rows, float[] rowValues, double loss, long steps) {
    this.dense = dense;
    this.rows = rows;
    this.rowValues = rowValues;
    this.loss = loss;
    this.steps = steps;
  }

  /** This plus what stands right of it; uses up both. */
  GradientNode plus(GradientNode right) {
    for (int i = 0; i < dense.length; i++) {
      dense[i] += right.dense[i];
    }
    double lossSum = loss + right.loss;
    long stepSum = steps + right.steps;
    if (rows.length == 0 || right.rows.length == 0) {
      GradientNode only = rows.length == 0 ? right : this;
      return new GradientNode(dense, only.rows, only.rowValues, lossSum, stepSum);
    }
    int D = rowValues.length / rows.length;
    int[] union = new int[rows.length + right.rows.length];
    float[] values = new float[union.length * D];
    int n = 0;
    for (int a = 0, b = 0; a < rows.length || b < right.rows.length; n++) {
      int row =
          Math.min(
              a < rows.length ? rows[a] : Integer.MAX_VALUE,
              b < right.rows.length ? right.rows[b] : Integer.MAX_VALUE);
      union[n] = row;
      if (a < rows.length && rows[a] == row) {
        System.arraycopy(rowValues, a++ * D, values, n * D, D);
      }
      if (b < right.rows.length && right.rows[b] == row) {
        for (int j = 0; j < D; j++) {
          values[n * D + j] += right.rowValues[b * D + j];
        }
        b++;
      }
    }
    return new GradientNode(
        dense, Arrays.copyOf(union, n), Arrays.copyOf(values, n * D), lossSum, stepSum);
  }

  void writeTo(float[] flat, int rowSize) {
    int tableSize = flat.length - dense.length;
    Arrays.fill(flat, 0, tableSize, 0f);
    Gradient.addTo(flat, rows, rowValues, rowSize);
    System.arraycopy(dense, 0, flat, tableSize, dense.length);
  }

  void write(ObjectOutput out) throws IOException {
    out.writeDouble(loss);
    out.writeLong(steps);
    Floats.write(dense, out);
    out.writeInt(rows.length);
    for (int row : rows) {
      out.writeInt(row);
    }
    Floats.write(rowValues, out);
  }

  static GradientNode read(ObjectInput in) throws IOException {
    double loss = in.readDouble();
    long steps = in.readLong();
    float[] dense = Floats.read(in);
    int[] rows = new int[in.readInt()];
    for (int k = 0; k < rows.length; k++) {
      rows[k] = in.readInt();
    }
    return new GradientNode(dense, rows, Floats.read(in), loss, steps);
  }
}
