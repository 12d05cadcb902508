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

/**
 * A message between driver and executors in every step. It is written as the same bytes whichever
 * serializer Spark uses. For deserialization a subclass must be public and have a public
 * constructor without arguments.
 */
abstract class StepMessage implements Externalizable, KryoSerializable {
  private static final long serialVersionUID = 1L;

  abstract void writeTo(DataOutput out) throws IOException;

  /** Fills this new object with what {@link #writeTo} wrote. */
  abstract void readFrom(DataInput in) throws IOException;

  @Override
  public final void writeExternal(ObjectOutput out) throws IOException {
    writeTo(out);
  }

  @Override
  public final void readExternal(ObjectInput in) throws IOException {
    readFrom(in);
  }

  @Override
  public final void write(Kryo kryo, Output out) {
    try {
      writeTo(new DataOutputStream(out));
    } catch (IOException e) {
      throw new KryoException(e);
    }
  }

  @Override
  public final void read(Kryo kryo, Input in) {
    try {
      readFrom(new DataInputStream(in));
    } catch (IOException e) {
      throw new KryoException(e);
    }
  }
}
