package org.sparkrnn.train.step;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.sparkrnn.train.JobScope;
import org.sparkrnn.train.StepTime;
import org.sparkrnn.train.shard.Shard;
import org.sparkrnn.train.shard.ShardedDataset;

/**
 * The same gradient of the same shards on threads of the driver: {@code execution=threads}. For a
 * small model on one machine the launch of a Spark job would outweigh its arithmetic.
 */
public final class LocalGradient implements GradientSource {
  private final List<List<Shard>> shares = new ArrayList<>(); // a thread's shards are neighbours
  private final BatchContribution function;
  private final int numShards;
  private final ExecutorService pool;

  /** Brings the shards to the driver. */
  public LocalGradient(ShardedDataset shards, BatchContribution function) {
    this.function = function;
    numShards = shards.numShards();
    JobScope.describe(shards.rdd().context(), "bring the shards to the driver");
    List<Shard> all = new ArrayList<>(shards.rdd().collect());
    all.sort(Comparator.comparingInt(Shard::index));
    int threads = Math.min(all.size(), Runtime.getRuntime().availableProcessors());
    for (int t = 0; t < threads; t++) {
      shares.add(all.subList(t * all.size() / threads, (t + 1) * all.size() / threads));
    }
    pool =
        Executors.newFixedThreadPool(
            threads,
            work -> {
              Thread thread = new Thread(work, "spark-rnn gradient");
              thread.setDaemon(true);
              return thread;
            });
  }

  @Override
  public GradientSum gradient(float[] w, float[] carried, int epoch, int batch, StepTime time) {
    long start = System.nanoTime();
    List<Future<GradientSum>> parts = new ArrayList<>();
    for (List<Shard> share : shares) {
      parts.add(pool.submit(() -> sum(share, w, carried, epoch, batch)));
    }
    GradientSum sum = new GradientSum(numShards);
    for (Future<GradientSum> part : parts) {
      sum.merge(join(part));
    }
    time.addGradient(0, sum, shares.size(), System.nanoTime() - start);
    return sum;
  }

  private GradientSum sum(List<Shard> share, float[] w, float[] carried, int epoch, int batch) {
    GradientSum sum = new GradientSum(numShards);
    for (Shard shard : share) {
      function.add(sum, shard, w, carried, epoch, batch);
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
    pool.shutdownNow();
  }
}
