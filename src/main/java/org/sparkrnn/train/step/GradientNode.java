package org.sparkrnn.train.step;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.sparkrnn.nn.FloatPool;
import org.sparkrnn.nn.Gradient;

/** The sum over the shards below one node of a {@link GradientSum}'s tree. */
public final class GradientNode {
  /** Sum of the gradients over the targets. */
  public final Gradient gradient;

  /** Sum of the losses over the targets. */
  public final double loss;

  /** Sum of the weights of the targets, by which the other sums are to be divided. */
  public final double weight;

  /** Number of steps of the sequences. */
  public final long steps;

  /**
   * @param loss sum over the targets
   * @param weight sum of the targets' weights
   * @param steps number of steps of the sequences
   */
  public GradientNode(Gradient gradient, double loss, double weight, long steps) {
    this.gradient = gradient;
    this.loss = loss;
    this.weight = weight;
    this.steps = steps;
  }

  /** Returns this node plus its right neighbour; neither may be used afterwards. */
  public GradientNode plus(GradientNode right) {
    return new GradientNode(
        gradient.plus(right.gradient),
        loss + right.loss,
        weight + right.weight,
        steps + right.steps);
  }

  /**
   * Writes a slice, which {@link #read} reads as a node; slices of the same number can be added.
   * Each slice holds an equal range of the dense part and every {@code slices}-th row, because the
   * rows that are used most often are neighbours.
   *
   * @param slices number of slices; 1 to write the whole node
   */
  public void write(DataOutput out, int slice, int slices) throws IOException {
    out.writeDouble(loss);
    out.writeDouble(weight);
    out.writeLong(steps);
    out.writeInt(gradient.denseOffset());
    out.writeInt(gradient.rowSize());
    long length = gradient.dense().length;
    Floats.write(
        gradient.dense(),
        (int) (length * slice / slices),
        (int) (length * (slice + 1) / slices),
        out);
    int[] rows = gradient.rows();
    float[] values = gradient.rowValues();
    int size = gradient.rowSize();
    int[] own = new int[rows.length];
    float[] ownValues = new float[values.length];
    int n = 0;
    for (int k = 0; k < rows.length; k++) {
      if (rows[k] % slices == slice) {
        System.arraycopy(values, k * size, ownValues, n * size, size);
        own[n++] = rows[k];
      }
    }
    out.writeInt(n);
    for (int k = 0; k < n; k++) {
      out.writeInt(own[k]);
    }
    Floats.write(ownValues, 0, n * size, out);
  }

  /** Reads what {@link #write} wrote. */
  public static GradientNode read(DataInput in) throws IOException {
    double loss = in.readDouble();
    double weight = in.readDouble();
    long steps = in.readLong();
    int denseOffset = in.readInt();
    int rowSize = in.readInt();
    float[] dense = Floats.read(in);
    int[] rows = new int[in.readInt()];
    for (int k = 0; k < rows.length; k++) {
      rows[k] = in.readInt();
    }
    Gradient gradient = new Gradient(denseOffset, rowSize, dense, rows, Floats.read(in));
    return new GradientNode(gradient, loss, weight, steps);
  }

  /** Joins all slices of a node, given in order; they may not be used afterwards. */
  static GradientNode ofSlices(List<GradientNode> slices) {
    GradientNode first = slices.get(0);
    int length = slices.stream().mapToInt(slice -> slice.gradient.dense().length).sum();
    float[] dense = FloatPool.take(length);
    int at = 0;
    for (GradientNode slice : slices) {
      float[] part = slice.gradient.dense();
      System.arraycopy(part, 0, dense, at, part.length);
      at += part.length;
      slice.gradient.release();
    }
    int size = first.gradient.rowSize();
    int[] rows =
        slices.stream().flatMapToInt(slice -> Arrays.stream(slice.gradient.rows())).toArray();
    Arrays.sort(rows);
    float[] values = new float[rows.length * size];
    int[] taken = new int[slices.size()]; // rows taken from each slice, whose rows ascend too
    for (int k = 0; k < rows.length; k++) {
      int slice = rows[k] % slices.size();
      float[] from = slices.get(slice).gradient.rowValues();
      System.arraycopy(from, taken[slice]++ * size, values, k * size, size);
    }
    Gradient whole = new Gradient(first.gradient.denseOffset(), size, dense, rows, values);
    return new GradientNode(whole, first.loss, first.weight, first.steps);
  }
}
