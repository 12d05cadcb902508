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
 * The weights of one step as tasks see them. Under a local master they go by reference. To a few
 * executors the driver hands them directly, as {@link Blocks}. To many they go as a broadcast,
 * whose pieces executors fetch from each other. Close it when the step's job is done.
 */
public final class SharedWeights implements Serializable, AutoCloseable {
  private static final long serialVersionUID = 1L;

  /** Executors that the driver serves by itself; beyond them it would send for too long. */
  public static final int FEW_EXECUTORS = 4;

  private final long step; // in InProcess, under a local master
  private final long key;
  private final long results; // id of blocks, unless the master is local
  private final Blocks blocks; // to few executors
  private final Broadcast<Floats> broadcast; // to many

  /**
   * @param w not copied: they must not change until this is closed
   */
  public SharedWeights(SparkContext spark, float[] w) {
    this(spark, w, FEW_EXECUTORS);
  }

  /** For those who work on these shards, wherever they lie. */
  public static SharedWeights of(Shards shards, float[] w) {
    return new SharedWeights(shards.context().orElse(null), w);
  }

  /**
   * @param spark null where all work is done in this process
   * @param few up to how many executors fetch from the driver
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
    } catch (Exception e) { // Spark throws InterruptedException undeclared
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

  /** Under which tasks keep their results as {@link Blocks}, unless this is {@link #local}. */
  public long resultsId() {
    return results;
  }

  /** The weights, for a task or the driver; not to be changed. */
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

  /** Weights fetched by this process, each once, for all its tasks: those of the latest steps. */
  private static final class Fetched extends LinkedHashMap<Long, FutureTask<float[]>> {
    private static final long serialVersionUID = 1L;
    private static final int KEPT = 4; // fits that take turns need weights and states each
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
          own.run(); // by the first who comes
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
          // The first was a task that was killed, perhaps, its copy being faster: try it here.
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
