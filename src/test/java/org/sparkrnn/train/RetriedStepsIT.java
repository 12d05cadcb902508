package org.sparkrnn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.nn.Dropout;
import org.sparkrnn.nn.Network;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.sequence.CellType;
import org.sparkrnn.testkit.Cases;
import org.sparkrnn.testkit.LocalCluster;
import org.sparkrnn.testkit.StandaloneCluster;
import org.sparkrnn.train.shard.Shard;
import org.sparkrnn.train.shard.ShardedDataset;
import org.sparkrnn.train.shard.StreamShards;

/**
 * Results are the same bit for bit if tasks of training fail, run twice, or move to executors that
 * come and go, for whole sequences and for a stream whose state is carried.
 */
class RetriedStepsIT {
  private static final int SHARDS = 8;
  private static final int PARTITIONS = 4;
  private static final int V = 9;
  private static final String TRAINING = "test.training"; // a local property while steps run

  /**
   * Large enough that gradients stay with executors until the driver fetches them; and with enough
   * words that only those of a mini-batch are sent.
   */
  private static final NetworkSpec SPEC =
      NetworkSpec.builder()
          .vocabularySize(60_000)
          .inputSize(8)
          .cell(CellType.GRU)
          .hiddenSize(300)
          .outputSize(V)
          .build();

  private static StandaloneCluster cluster;
  private static float[] whole; // expected weights of sequences
  private static float[] carried; // expected weights of streams

  @BeforeAll
  static void start() {
    try (JavaSparkContext sc = open(LocalCluster.conf("local[2,4]"))) {
      whole = fit(sequences(sc), shard -> shard, 0, TrainingListener.NONE);
      carried = fit(streams(sc), shard -> shard, 5, TrainingListener.NONE);
      assertArrayEquals(whole, fit(sequences(sc), new Failing(), 0, TrainingListener.NONE));
      assertArrayEquals(carried, fit(streams(sc), new Failing(), 5, TrainingListener.NONE));
    }
    cluster = new StandaloneCluster();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  private static JavaSparkContext open(SparkConf conf) {
    JavaSparkContext sc = new JavaSparkContext(conf);
    sc.setLogLevel("ERROR");
    return sc;
  }

  private static ShardedDataset sequences(JavaSparkContext sc) {
    int[] lengths = IntStream.range(0, 64).map(i -> i % 9).toArray();
    List<EncodedSequence> sequences = Cases.sequences(SPEC, 3, lengths);
    return ShardedDataset.deal(sc.parallelize(sequences, 3), 0, SHARDS, PARTITIONS);
  }

  private static ShardedDataset streams(JavaSparkContext sc) {
    Random random = new Random(5);
    List<int[]> rows =
        IntStream.range(0, 40).mapToObj(i -> random.ints(i % 9, 0, V).toArray()).toList();
    return StreamShards.deal(sc.parallelize(rows, 3), 1, SHARDS, SHARDS, PARTITIONS);
  }

  /** An obstacle before a step's arithmetic, in its task. */
  private interface Obstacle extends Function<Shard, Shard> {}

  /** Every task's first attempt fails. */
  private static final class Failing implements Obstacle {
    private static final long serialVersionUID = 1L;

    @Override
    public Shard call(Shard shard) {
      if (TaskContext.get().attemptNumber() == 0) {
        throw new IllegalStateException("a first attempt fails");
      }
      return shard;
    }
  }

  /** The first attempt of the first partition would take minutes. */
  private static final class Straggling implements Obstacle {
    private static final long serialVersionUID = 1L;

    @Override
    public Shard call(Shard shard) throws InterruptedException {
      if (TaskContext.get().attemptNumber() == 0 && shard.index() == 0) {
        Thread.sleep(300_000);
      }
      return shard;
    }
  }

  /** Tasks of steps wait until a file exists. */
  private static final class Waiting implements Obstacle {
    private static final long serialVersionUID = 1L;
    private final String file;

    Waiting(Path file) {
      this.file = file.toString();
    }

    @Override
    public Shard call(Shard shard) throws InterruptedException {
      while (TaskContext.get().getLocalProperty(TRAINING) != null && !Files.exists(Path.of(file))) {
        Thread.sleep(10);
      }
      return shard;
    }
  }

  /** Trains with an obstacle on shards, and closes these. */
  private static float[] fit(
      ShardedDataset dealt, Obstacle obstacle, int tbptt, TrainingListener listener) {
    TrainingOptions options =
        TrainingOptions.builder()
            .execution(ExecutionType.SPARK)
            .batchSize(16)
            .maxEpochs(2)
            .dropout(new Dropout(0, 0.2, 0, false))
            .tbpttLength(tbptt)
            .build();
    try (dealt;
        ShardedDataset shards = ShardedDataset.ofPersisted(dealt.rdd().map(obstacle), SHARDS)) {
      return new Trainer(new Network(SPEC), options, shards, null, listener).fit().weights();
    }
  }

  @Test
  void firstAttemptsFailAndSpeculativeCopiesWin() throws Exception {
    SparkConf conf =
        cluster
            .conf()
            .set("spark.cores.max", "2")
            .set("spark.scheduler.minRegisteredResourcesRatio", "1")
            .set("spark.locality.wait", "0s") // the copy goes to the executor without the shard
            .set("spark.speculation", "true")
            .set("spark.speculation.interval", "50ms")
            .set("spark.speculation.quantile", "0.5");
    try (JavaSparkContext sc = open(conf)) {
      assertArrayEquals(whole, fit(sequences(sc), new Failing(), 0, TrainingListener.NONE));
      assertArrayEquals(carried, fit(streams(sc), new Failing(), 5, TrainingListener.NONE));

      AtomicInteger copies = new AtomicInteger(); // copies that ended first
      sc.sc()
          .addSparkListener(
              new SparkListener() {
                @Override
                public void onTaskEnd(SparkListenerTaskEnd task) {
                  if (task.taskInfo().speculative() && task.taskInfo().successful()) {
                    copies.incrementAndGet();
                  }
                }
              });
      assertArrayEquals(whole, fit(sequences(sc), new Straggling(), 0, TrainingListener.NONE));
      sc.sc().listenerBus().waitUntilEmpty();
      int ofSequences = copies.get();
      assertTrue(ofSequences >= 8, ofSequences + " speculative copies");
      assertArrayEquals(carried, fit(streams(sc), new Straggling(), 5, TrainingListener.NONE));
      sc.sc().listenerBus().waitUntilEmpty();
      assertTrue(copies.get() >= ofSequences + 8, copies + " speculative copies");
    }
  }

  @Test
  void executorsComeAndGo(@TempDir Path folder) throws Exception {
    SparkConf conf =
        cluster
            .conf()
            .remove("spark.executor.instances")
            .set("spark.dynamicAllocation.enabled", "true")
            .set("spark.dynamicAllocation.shuffleTracking.enabled", "true")
            .set("spark.dynamicAllocation.shuffleTracking.timeout", "1s")
            .set("spark.dynamicAllocation.minExecutors", "1")
            .set("spark.dynamicAllocation.initialExecutors", "1")
            .set("spark.dynamicAllocation.maxExecutors", "2")
            .set("spark.dynamicAllocation.schedulerBacklogTimeout", "1s")
            .set("spark.dynamicAllocation.executorIdleTimeout", "1s")
            .set("spark.dynamicAllocation.cachedExecutorIdleTimeout", "1s");
    try (JavaSparkContext sc = open(conf)) {
      Path first = folder.resolve("first");
      Executors now = new Executors(sc, first);
      assertArrayEquals(whole, fit(sequences(sc), new Waiting(first), 0, now.steps()));
      Path second = folder.resolve("second");
      now.file = second;
      assertArrayEquals(carried, fit(streams(sc), new Waiting(second), 5, now.steps()));
    }
  }

  /** Counts executors, and creates a file when there are two. */
  private static final class Executors extends SparkListener {
    private static final int SECONDS = 120;

    private final JavaSparkContext sc;
    private volatile Path file;
    private int count;

    Executors(JavaSparkContext sc, Path file) {
      this.sc = sc;
      this.file = file;
      sc.sc().addSparkListener(this);
      count = sc.sc().getExecutorMemoryStatus().size() - 1;
    }

    @Override
    public synchronized void onExecutorAdded(SparkListenerExecutorAdded added) {
      count++;
      if (count == 2) {
        try {
          Files.createFile(file);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      notifyAll();
    }

    @Override
    public synchronized void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
      count--;
      notifyAll();
    }

    private synchronized void awaitOne() {
      long end = System.nanoTime() + SECONDS * 1_000_000_000L;
      try {
        while (count != 1 && System.nanoTime() < end) {
          wait(100);
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      assertEquals(1, count, "executors");
    }

    /**
     * Begins with one executor; the first step needs two, and after the second step one must end.
     */
    TrainingListener steps() {
      return new TrainingListener() {
        @Override
        public void onStart(int maxEpochs, int stepsPerEpoch, int parameters) {
          awaitOne();
          sc.setLocalProperty(TRAINING, "true");
        }

        @Override
        public void onStep(int epoch, int step, double meanLoss) {
          if (epoch == 1 && step == 2) {
            assertTrue(Files.exists(file), "a step did not wait for the second executor");
            awaitOne();
          }
          if (epoch == 2) {
            sc.setLocalProperty(TRAINING, null);
          }
        }
      };
    }
  }
}
