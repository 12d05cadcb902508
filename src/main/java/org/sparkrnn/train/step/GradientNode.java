package org.sparkrnn.train.step;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.sparkrnn.nn.Gradient;

/** The sum over the shards below one node of a {@link GradientSum}'s tree. */
public final class GradientNode {
  /** Summed over the targets. */
  public final Gradient gradient;

  /** Summed over the targets. */
  public final double loss;

  /** Of the targets, by which the sums are to be divided. */
  public final double weight;

  /** Of the sequences. */
  public final long steps;

  /**
   * @param loss summed over the targets
   * @param weight of the targets
   * @param steps of the sequences
   */
  public GradientNode(Gradient gradient, double loss, double weight, long steps) {
    this.gradient = gradient;
    this.loss = loss;
    this.weight = weight;
    this.steps = steps;
  }

  /** This plus what stands right of it; uses up both. */
  public GradientNode plus(GradientNode right) {
    return new GradientNode(
        gradient.plus(right.gradient),
        loss + right.loss,
        weight + right.weight,
        steps + right.steps);
  }

  /** Writes what {@link #read} reads. */
  public void write(DataOutput out) throws IOException {
    out.writeDouble(loss);
    out.writeDouble(weight);
    out.writeLong(steps);
    out.writeInt(gradient.denseOffset());
    out.writeInt(gradient.rowSize());
    Floats.write(gradient.dense(), out);
    out.writeInt(gradient.rows().length);
    for (int row : gradient.rows()) {
      out.writeInt(row);
    }
    Floats.write(gradient.rowValues(), out);
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
}
