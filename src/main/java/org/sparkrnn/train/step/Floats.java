package org.sparkrnn.train.step;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.KryoSerializable;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.sparkrnn.nn.FloatPool;

/**
 * A float vector that travels as raw little-endian bytes in bulk: Java serialization writes a
 * float[] one element at a time, which is most of the cost of a step of millions of parameters.
 */
public final class Floats implements Externalizable, KryoSerializable {
  private static final long serialVersionUID = 1L;
  private static final int CHUNK = 1 << 14; // floats

  private float[] values;

  /** For deserialization. */
  public Floats() {}

  public Floats(float[] values) {
    this.values = values;
  }

  public float[] values() {
    return values;
  }

  @Override
  public void writeExternal(ObjectOutput out) throws IOException {
    write(values, out);
  }

  @Override
  public void readExternal(ObjectInput in) throws IOException {
    values = read(in);
  }

  @Override
  public void write(Kryo kryo, Output out) {
    try {
      write(values, new DataOutputStream(out));
    } catch (IOException e) {
      throw new KryoException(e);
    }
  }

  @Override
  public void read(Kryo kryo, Input in) {
    try {
      values = read(new DataInputStream(in));
    } catch (IOException e) {
      throw new KryoException(e);
    }
  }

  public static void write(float[] values, DataOutput out) throws IOException {
    out.writeInt(values.length);
    if (out instanceof Blocks.Output blocks) {
      blocks.writeFloats(values);
      return;
    }
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.min(CHUNK, values.length) * Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int from = 0; from < values.length; from += CHUNK) {
      int n = Math.min(CHUNK, values.length - from);
      bytes.asFloatBuffer().put(values, from, n);
      out.write(bytes.array(), 0, n * Float.BYTES);
    }
  }

  public static float[] read(DataInput in) throws IOException {
    float[] values = FloatPool.take(in.readInt());
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.min(CHUNK, values.length) * Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int from = 0; from < values.length; from += CHUNK) {
      int n = Math.min(CHUNK, values.length - from);
      in.readFully(bytes.array(), 0, n * Float.BYTES);
      bytes.asFloatBuffer().get(values, from, n);
    }
    return values;
  }
}
