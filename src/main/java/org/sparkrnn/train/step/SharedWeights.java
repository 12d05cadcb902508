package org.sparkrnn.train.step;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.sparkrnn.train.JobScope;
import org.sparkrnn.train.shard.Shards;

/**
 * The weights of one step, for its tasks. Under a local master they are passed by reference. A few
 * executors fetch them directly from the driver, as {@link Blocks}. More executors get a broadcast,
 * whose pieces they fetch from each other. Close it when the step's job is done.
 */
public final class SharedWeights implements Serializable, AutoCloseable {
  private static final long serialVersionUID = 1L;

  /**
   * The largest number of executors that the driver serves itself; sending to more takes too long.
   */
  public static final int FEW_EXECUTORS = 4;

  private final long step; // key in InProcess, under a local master
  private final long key;
  private final long results; // id of blocks, unless the master is local
  private final Blocks blocks; // for few executors
  private final Broadcast<Floats> broadcast; // for many executors

  /**
   * @param w the weights, not copied; they must not change until this is closed
   */
  public SharedWeights(SparkContext spark, float[] w) {
    this(spark, w, FEW_EXECUTORS);
  }

  /** Weights for the processes that hold these shards. */
  public static SharedWeights of(Shards shards, float[] w) {
    return new SharedWeights(shards.context().orElse(null), w);
  }

  /**
   * @param spark null if all work is done in this process
   * @param few the largest number of executors that fetch from the driver
   */
  public SharedWeights(SparkContext spark, float[] w, int few) {
    boolean local = spark == null || spark.isLocal();
    boolean direct = !local && spark.getExecutorMemoryStatus().size() - 1 <= few;
    step = local ? InProcess.open() : 0;
    key = local ? InProcess.put(step, w) : 0;
    results = local ? 0 : Blocks.newId();
    blocks = direct ? blocks(results, w) : null;
    broadcast =
        local || direct ? null : JavaSparkContext.fromSparkContext(spark).broadcast(new Floats(w));
  }

  private static Blocks blocks(long id, float[] w) {
    try {
      return Blocks.put(id, "weights", out -> Floats.write(w, out));
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

  /** The weights, in a task or on the driver; they must not be changed. */
  public float[] get() {
    if (local()) {
      return (float[]) InProcess.get(step, key);
    }
    return blocks != null ? Fetched.get(blocks) : broadcast.value().values();
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

  /** The weights of the latest steps, each fetched once by this process for all its tasks. */
  private static final class Fetched extends LinkedHashMap<Long, FutureTask<float[]>> {
    private static final long serialVersionUID = 1L;
    private static final int KEPT = 4; // weights and states of each of two concurrent fits
    private static final Fetched LATEST = new Fetched();

    @Override
    protected boolean removeEldestEntry(Map.Entry<Long, FutureTask<float[]>> eldest) {
      return size() > KEPT;
    }

    static float[] get(Blocks blocks) {
      FutureTask<float[]> own = new FutureTask<>(() -> fetch(blocks));
      while (true) {
        FutureTask<float[]> task;
        synchronized (LATEST) {
          task = LATEST.computeIfAbsent(blocks.id(), id -> own);
        }
        if (task == own) {
          own.run(); // the first task fetches for all
        }
        try {
          return task.get();
        } catch (ExecutionException e) {
          synchronized (LATEST) {
            LATEST.remove(blocks.id(), task);
          }
          if (task == own) {
            throw new IllegalStateException(
                "the weights of a step could not be fetched: " + e.getCause(), e.getCause());
          }
          // The task that fetched may have been killed because its copy was faster; try it here.
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IllegalStateException("interrupted while weights were fetched", e);
        }
      }
    }

    private static float[] fetch(Blocks blocks) throws IOException {
      try (InputStream in = blocks.fetch()) {
        return Floats.read(new DataInputStream(in));
      }
    }
  }
}
