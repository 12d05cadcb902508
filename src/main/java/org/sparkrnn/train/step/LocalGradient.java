package org.sparkrnn.train.step;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.sparkrnn.train.StepTime;
import org.sparkrnn.train.shard.LocalShards;
import org.sparkrnn.train.shard.Shard;
import org.sparkrnn.train.shard.Shards;

/**
 * Computes the same gradient in this process. On threads of the driver ({@code execution=threads})
 * it serves small models on one machine, where launching a Spark job would take longer than the
 * arithmetic. On a single thread it serves a whole training that runs as one task.
 */
public final class LocalGradient implements GradientSource {
  private final List<List<Shard>> shares = new ArrayList<>(); // by thread, in the shards' order
  private final BatchContribution function;
  private final int numShards;
  private final ExecutorService pool; // null if there is only one thread

  /**
   * @param all all shards, in their order
   * @param most the largest number of threads; if 1, the caller's thread is used
   */
  public LocalGradient(List<Shard> all, BatchContribution function, int most) {
    this.function = function;
    numShards = all.size();
    int threads = Math.min(all.size(), most);
    for (int t = 0; t < threads; t++) {
      shares.add(all.subList(t * all.size() / threads, (t + 1) * all.size() / threads));
    }
    pool = threads == 1 ? null : pool(threads);
  }

  /** Brings the shards to the driver, to use all its processors. */
  public static LocalGradient onDriver(Shards shards, BatchContribution function) {
    shards.describe("bring the shards to the driver");
    return new LocalGradient(
        LocalShards.of(shards).shards(), function, Runtime.getRuntime().availableProcessors());
  }

  private static ExecutorService pool(int threads) {
    return Executors.newFixedThreadPool(
        threads,
        work -> {
          Thread thread = new Thread(work, "spark-rnn gradient");
          thread.setDaemon(true);
          return thread;
        });
  }

  @Override
  public GradientSum gradient(float[] w, float[] carried, int epoch, int batch, StepTime time) {
    if (Thread.currentThread().isInterrupted()) { // waiting for finished parts would not notice it
      throw new IllegalStateException("training was interrupted");
    }
    long start = System.nanoTime();
    GradientSum sum =
        pool == null
            ? sum(shares.get(0), w, carried, epoch, batch)
            : sumInPool(w, carried, epoch, batch);
    time.addGradient(0, sum, shares.size(), System.nanoTime() - start);
    return sum;
  }

  private GradientSum sumInPool(float[] w, float[] carried, int epoch, int batch) {
    List<Future<GradientSum>> parts = new ArrayList<>();
    for (List<Shard> share : shares) {
      parts.add(pool.submit(() -> sum(share, w, carried, epoch, batch)));
    }
    GradientSum sum = new GradientSum(numShards);
    for (Future<GradientSum> part : parts) {
      sum.merge(join(part));
    }
    return sum;
  }

  private GradientSum sum(List<Shard> share, float[] w, float[] carried, int epoch, int batch) {
    GradientSum sum = new GradientSum(numShards);
    for (Shard shard : share) {
      float[] own = function.carriedBy(shard.index(), carried);
      function.add(sum, shard, w, own, epoch, batch);
    }
    return sum;
  }

  private static GradientSum join(Future<GradientSum> part) {
    try {
      return part.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw DriverMemory.told(
          e.getCause(), "computed gradients", "batchSize or the size of the network");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("training was interrupted", e);
    }
  }

  @Override
  public void close() {
    if (pool != null) {
      pool.shutdownNow();
    }
  }
}
