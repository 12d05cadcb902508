package org.sparkrnn.train;

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

/**
 * A task's sum on its way to the driver. Spark serializes every result; under a local master only a
 * key is written and the sum itself goes by reference.
 */
public final class GradientResult implements Externalizable, KryoSerializable {
  private static final long serialVersionUID = 1L;

  private boolean local;
  private long step;
  private long key;
  private GradientSum sum;

  /** For deserialization. */
  public GradientResult() {}

  GradientResult(GradientSum sum, SharedWeights weights) {
    local = weights.local();
    step = weights.step();
    if (local) {
      key = InProcess.put(step, sum);
    } else {
      this.sum = sum;
    }
  }

  GradientSum sum() {
    return local ? (GradientSum) InProcess.get(step, key) : sum;
  }

  @Override
  public void writeExternal(ObjectOutput out) throws IOException {
    write(out);
  }

  @Override
  public void readExternal(ObjectInput in) throws IOException {
    read(in);
  }

  @Override
  public void write(Kryo kryo, Output out) {
    try {
      write(new DataOutputStream(out));
    } catch (IOException e) {
      throw new KryoException(e);
    }
  }

  @Override
  public void read(Kryo kryo, Input in) {
    try {
      read(new DataInputStream(in));
    } catch (IOException e) {
      throw new KryoException(e);
    }
  }

  void write(DataOutput out) throws IOException {
    out.writeBoolean(local);
    if (local) {
      out.writeLong(step);
      out.writeLong(key);
    } else {
      sum.write(out);
    }
  }

  void read(DataInput in) throws IOException {
    local = in.readBoolean();
    if (local) {
      step = in.readLong();
      key = in.readLong();
    } else {
      sum = new GradientSum();
      sum.read(in);
    }
  }
}
