package org.sparkrnn.train.step;

import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.spark.TaskContext;

/**
 * A task's sum on its way to the driver. Under a local master Spark serializes results all the
 * same, so only a key is written and the sum goes by reference. Elsewhere a large sum stays with
 * its executor until the driver fetches it as {@link Blocks}, and a small one is the result itself.
 */
public final class GradientResult extends StepMessage {
  private static final long serialVersionUID = 1L;

  /** From this number of floats on a sum stays with its executor. */
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

  /**
   * Hands over the sum of a task of the step whose weights these are; it is not to be used after.
   */
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
      Blocks blocks = Blocks.put(id, field, sum::writeTo);
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
          fetched.readFrom(new DataInputStream(in));
          return fetched;
        }
      default:
        return sum;
    }
  }

  @Override
  void writeTo(DataOutput out) throws IOException {
    out.writeByte(place.ordinal());
    switch (place) {
      case IN_PROCESS -> {
        out.writeLong(step);
        out.writeLong(key);
      }
      case BLOCKS -> blocks.write(out);
      case HERE -> sum.writeTo(out);
    }
  }

  @Override
  void readFrom(DataInput in) throws IOException {
    place = Place.values()[in.readByte()];
    switch (place) {
      case IN_PROCESS -> {
        step = in.readLong();
        key = in.readLong();
      }
      case BLOCKS -> blocks = Blocks.read(in);
      case HERE -> {
        sum = new GradientSum();
        sum.readFrom(in);
      }
    }
  }
}
