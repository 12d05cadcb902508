package org.sparkrnn.train.step;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.function.Function;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.sparkrnn.train.JobScope;
import org.sparkrnn.train.shard.Shards;

/**
 * The weights of one step, for its tasks. Under a local master they are passed by reference. A few
 * executors fetch them directly from the driver, as {@link Blocks}. More executors get a broadcast,
 * whose pieces they fetch from each other. {@link WeightRows} may be sent instead of all weights.
 * Close it when the step's job is done.
 */
public final class SharedWeights implements Serializable, AutoCloseable {
  private static final long serialVersionUID = 1L;

  private final long step; // key in InProcess, under a local master
  private final long key;
  private final long results; // id of blocks, unless the master is local
  private final Blocks blocks; // for few executors
  private final Broadcast<StepMessage> broadcast; // for many executors
  private final boolean some; // not all weights

  /**
   * @param w the weights, not copied; they must not change until this is closed
   */
  public SharedWeights(SparkContext spark, float[] w) {
    this(spark, w, null, Transport.FEW_EXECUTORS);
  }

  /** Weights for the processes that hold these shards. */
  public static SharedWeights of(Shards shards, float[] w) {
    return new SharedWeights(shards.context().orElse(null), w);
  }

  /**
   * @param spark null if all work is done in this process
   * @param some the part of the weights that is sent instead of all, or null
   * @param few the largest number of executors that fetch from the driver
   */
  SharedWeights(SparkContext spark, float[] w, WeightRows some, int few) {
    boolean local = spark == null || spark.isLocal();
    boolean direct =
        !local && !Transport.broadcasts(spark.getExecutorMemoryStatus().size() - 1, few);
    step = local ? InProcess.open() : 0;
    key = local ? InProcess.put(step, w) : 0;
    results = local ? 0 : Blocks.newId();
    this.some = some != null;
    StepMessage sent = some == null ? new Floats(w) : some;
    blocks = direct ? blocks(results, sent) : null;
    broadcast = local || direct ? null : JavaSparkContext.fromSparkContext(spark).broadcast(sent);
  }

  private static Blocks blocks(long id, StepMessage sent) {
    try {
      return Blocks.put(id, "weights", sent::writeTo);
    } catch (IOException e) {
      Blocks.remove(id);
      throw new UncheckedIOException(e);
    } catch (Exception e) { // Spark throws InterruptedException without declaring it
      JobScope.uninterrupted(() -> Blocks.remove(id));
      throw e;
    }
  }

  /** Whether driver and tasks share one JVM. */
  public boolean local() {
    return blocks == null && broadcast == null;
  }

  /** The step's key in {@link InProcess}. */
  public long step() {
    return step;
  }

  /**
   * The id under which tasks keep their results as {@link Blocks}, unless this is {@link #local}.
   */
  public long resultsId() {
    return results;
  }

  /** Weights that stay as they are until this is closed. */
  public interface Lease extends AutoCloseable {
    /** The weights; not to be changed. */
    float[] w();

    @Override
    default void close() {}
  }

  /** The weights, for a task. */
  public Lease take() {
    if (local()) {
      return () -> (float[]) InProcess.get(step, key);
    }
    if (blocks == null && !some) {
      return ((Floats) broadcast.value())::values;
    }
    return FetchedWeights.take(results, this::fetch);
  }

  private float[] fetch(Function<WeightRows, float[]> vectors) throws IOException {
    if (blocks == null) {
      WeightRows arrived = (WeightRows) broadcast.value();
      float[] w = vectors.apply(arrived);
      arrived.writeTo(w);
      return w;
    }
    try (InputStream in = blocks.fetch()) {
      DataInputStream arriving = new DataInputStream(in);
      return some ? WeightRows.read(arriving, vectors) : Floats.read(arriving);
    }
  }

  /** The weights, for a task, where all are sent; not to be changed. */
  public float[] get() {
    if (some) {
      throw new IllegalStateException("only some of the weights are sent; take them");
    }
    try (Lease lease = take()) { // of all weights, which nothing changes later
      return lease.w();
    }
  }

  @Override
  public void close() {
    if (local()) {
      InProcess.close(step);
    } else {
      JobScope.uninterrupted(this::remove);
    }
  }

  private void remove() {
    Blocks.remove(results);
    if (broadcast != null) {
      broadcast.destroy(false);
    }
  }
}
