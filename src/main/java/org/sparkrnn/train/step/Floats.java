package org.sparkrnn.train.step;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.sparkrnn.nn.FloatPool;

/**
 * A float vector that is serialized as raw little-endian bytes. Java serialization writes a float[]
 * one element at a time, which takes most of a step's time for millions of parameters.
 */
public final class Floats extends StepMessage {
  private static final long serialVersionUID = 1L;
  private static final int CHUNK = 1 << 14; // floats

  private float[] values;

  /** For deserialization. */
  public Floats() {}

  /** Wraps an array without copying it. */
  public Floats(float[] values) {
    this.values = values;
  }

  /** The array itself, not a copy. */
  public float[] values() {
    return values;
  }

  @Override
  void writeTo(DataOutput out) throws IOException {
    write(values, out);
  }

  @Override
  void readFrom(DataInput in) throws IOException {
    values = read(in);
  }

  /** Writes the length and the numbers; a {@link BlockOutput} takes them without an extra copy. */
  public static void write(float[] values, DataOutput out) throws IOException {
    write(values, 0, values.length, out);
  }

  /**
   * Writes the numbers from {@code first} up to but excluding {@code end} as a vector of their own.
   */
  static void write(float[] values, int first, int end, DataOutput out) throws IOException {
    int length = end - first;
    out.writeInt(length);
    if (out instanceof BlockOutput blocks) {
      blocks.writeFloats(values, first, length);
      return;
    }
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.min(CHUNK, length) * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int from = first; from < end; from += CHUNK) {
      int n = Math.min(CHUNK, end - from);
      bytes.asFloatBuffer().put(values, from, n);
      out.write(bytes.array(), 0, n * Float.BYTES);
    }
  }

  /** Reads what {@link #write} wrote into an array of the {@link FloatPool}. */
  public static float[] read(DataInput in) throws IOException {
    float[] values = FloatPool.take(in.readInt());
    read(in, values, 0, values.length);
    return values;
  }

  /** The same into a part of an array, which has room for it. */
  static void read(DataInput in, float[] values, int first) throws IOException {
    read(in, values, first, first + in.readInt());
  }

  private static void read(DataInput in, float[] values, int first, int end) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.min(CHUNK, end - first) * Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int from = first; from < end; from += CHUNK) {
      int n = Math.min(CHUNK, end - from);
      in.readFully(bytes.array(), 0, n * Float.BYTES);
      bytes.asFloatBuffer().get(values, from, n);
    }
  }
}
