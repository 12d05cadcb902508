package org.sparkrnn.train.step;

import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.TaskContext;

/**
 * A task's sum on its way to the driver. Since Spark serializes results even under a local master,
 * only a key is written there and the sum is passed by reference. On a cluster a small sum is part
 * of the result; a large one stays on its executor until the driver fetches it as {@link Blocks} or
 * other tasks fetch slices of it.
 */
public final class GradientResult extends StepMessage {
  private static final long serialVersionUID = 1L;

  /** A sum of at least this many floats stays on its executor. */
  public static final long LARGE = 1 << 18; // floats

  /** Where the sum is. */
  private enum Place {
    IN_PROCESS,
    BLOCKS,
    HERE,
    LOST
  }

  private Place place;
  private long step;
  private long key;
  private Blocks blocks;
  private GradientSum sum;
  private int[] lost; // partitions

  /** For deserialization. */
  public GradientResult() {}

  /**
   * Takes over a task's sum, which must not be used afterwards.
   *
   * @param weights the weights of the task's step
   */
  public GradientResult(GradientSum sum, SharedWeights weights) {
    if (weights.local()) {
      place = Place.IN_PROCESS;
      step = weights.step();
      key = InProcess.put(step, sum);
    } else {
      handOver(sum, "gradient", weights.resultsId());
    }
  }

  private void handOver(GradientSum sum, String name, long id) {
    if (sum.floats() >= LARGE) {
      place = Place.BLOCKS;
      blocks = keep(sum, name, field -> Blocks.put(id, field, sum::writeTo));
    } else {
      place = Place.HERE;
      this.sum = sum;
    }
  }

  /** Takes over a slice of the sum over all shards. */
  static GradientResult ofSlice(GradientSum sum, long id) {
    GradientResult result = new GradientResult();
    result.handOver(sum, "slice", id);
    return result;
  }

  /** Keeps slices of a sum for other tasks: {@link #slices}. */
  static GradientResult ofSlices(GradientSum sum, int slices, long id) {
    List<Blocks.Content> contents = new ArrayList<>();
    for (int i = 0; i < slices; i++) {
      int slice = i;
      contents.add(out -> sum.writeSlice(out, slice, slices));
    }
    long bytes = Float.BYTES * sum.floats() / slices;
    return kept(keep(sum, "gradient", field -> Blocks.putEach(id, field, contents, bytes)));
  }

  /** A result whose sum an executor keeps. */
  public static GradientResult kept(Blocks blocks) {
    GradientResult result = new GradientResult();
    result.place = Place.BLOCKS;
    result.blocks = blocks;
    return result;
  }

  /** Reports that the executors that kept the sums of these partitions are gone. */
  static GradientResult lost(int... partitions) {
    GradientResult result = new GradientResult();
    result.place = Place.LOST;
    result.lost = partitions;
    return result;
  }

  @FunctionalInterface
  private interface Keeping {
    Blocks under(String field) throws IOException;
  }

  private static Blocks keep(GradientSum sum, String name, Keeping keeping) {
    try {
      // Two attempts of a task may run in the same process.
      Blocks blocks = keeping.under(name + TaskContext.get().taskAttemptId());
      if (TaskContext.get().isInterrupted()) {
        // Nobody will fetch them, and the step's results may have been removed already.
        blocks.removeHere();
      }
      sum.release();
      return blocks;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The slices that {@link #ofSlices} kept, one per block. */
  Blocks slices() {
    return blocks;
  }

  /**
   * The sum, fetched if need be; to be called on the driver.
   *
   * @throws IOException if the executor that kept it is gone
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
      case LOST:
        throw new LostPartitions(lost);
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
      case LOST -> {
        out.writeInt(lost.length);
        for (int partition : lost) {
          out.writeInt(partition);
        }
      }
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
      case LOST -> {
        lost = new int[in.readInt()];
        for (int i = 0; i < lost.length; i++) {
          lost[i] = in.readInt();
        }
      }
    }
  }
}
