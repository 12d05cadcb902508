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
import java.io.InputStream;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.io.UncheckedIOException;
import org.apache.spark.TaskContext;

/**
 * A task's sum on its way to the driver. Under a local master Spark serializes results all the
 * same, so only a key is written and the sum goes by reference. Elsewhere a large sum stays with
 * its executor until the driver fetches it as {@link Blocks}, and a small one is the result itself.
 */
public final class GradientResult implements Externalizable, KryoSerializable {
  private static final long serialVersionUID = 1L;

  public static final long LARGE = 1 << 18; // floats

  /** Where the sum is. */
  private enum Place {
    IN_PROCESS,
    BLOCKS,
    HERE
  }

  private Place place;
  private long step;
  private long key;
  private Blocks blocks;
  private GradientSum sum;

  /** For deserialization. */
  public GradientResult() {}

  public GradientResult(GradientSum sum, SharedWeights weights) {
    step = weights.step();
    if (weights.local()) {
      place = Place.IN_PROCESS;
      key = InProcess.put(step, sum);
    } else if (weights.blocksId() != null && sum.floats() >= LARGE) {
      place = Place.BLOCKS;
      blocks = keep(sum, weights.blocksId());
    } else {
      place = Place.HERE;
      this.sum = sum;
    }
  }

  /** A result whose sum an executor keeps. */
  public static GradientResult kept(Blocks blocks) {
    GradientResult result = new GradientResult();
    result.place = Place.BLOCKS;
    result.blocks = blocks;
    return result;
  }

  private static Blocks keep(GradientSum sum, long id) {
    try {
      // Attempts of one task may meet in one process.
      String field = "gradient" + TaskContext.get().taskAttemptId();
      Blocks blocks = Blocks.put(id, field, sum::write);
      if (TaskContext.get().isInterrupted()) {
        // Nobody will fetch it, and the step's results may have been removed already.
        blocks.removeHere();
      }
      sum.release();
      return blocks;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The sum; for the driver.
   *
   * @throws IOException if it was kept by an executor that is gone
   */
  public GradientSum sum() throws IOException {
    switch (place) {
      case IN_PROCESS:
        return (GradientSum) InProcess.get(step, key);
      case BLOCKS:
        try (InputStream in = blocks.fetch()) {
          GradientSum fetched = new GradientSum();
          fetched.read(new DataInputStream(in));
          return fetched;
        }
      default:
        return sum;
    }
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

  private void write(DataOutput out) throws IOException {
    out.writeByte(place.ordinal());
    switch (place) {
      case IN_PROCESS -> {
        out.writeLong(step);
        out.writeLong(key);
      }
      case BLOCKS -> blocks.write(out);
      case HERE -> sum.write(out);
    }
  }

  private void read(DataInput in) throws IOException {
    place = Place.values()[in.readByte()];
    switch (place) {
      case IN_PROCESS -> {
        step = in.readLong();
        key = in.readLong();
      }
      case BLOCKS -> blocks = Blocks.read(in);
      case HERE -> {
        sum = new GradientSum();
        sum.read(in);
      }
    }
  }
}
