package org.sparkrnn.train.step;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.sparkrnn.nn.Gradient;

/** The sum over the shards below one node of a {@link GradientSum}'s tree. */
public final class GradientNode {
  public final Gradient gradient;
  public final double loss;
  public final double weight;
  public final long steps;

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
