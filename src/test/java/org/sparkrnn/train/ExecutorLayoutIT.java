package org.sparkrnn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.nn.Network;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.sequence.CellType;
import org.sparkrnn.testkit.Cases;
import org.sparkrnn.testkit.LocalCluster;
import org.sparkrnn.train.shard.LocalShards;
import org.sparkrnn.train.shard.ShardedDataset;
import org.sparkrnn.train.shard.Shards;
import scala.collection.immutable.Map$;

/** One task per executor with a thread for each of its cores, also when executors come and go. */
class ExecutorLayoutIT {
  private static final int SHARDS = 7;
  private static final NetworkSpec SPEC =
      NetworkSpec.builder()
          .vocabularySize(9)
          .inputSize(8)
          .cell(CellType.GRU)
          .hiddenSize(12)
          .outputSize(9)
          .build();

  private static ShardedDataset sequences(JavaSparkContext sc) {
    int[] lengths = IntStream.range(0, 64).map(i -> i % 9).toArray();
    List<EncodedSequence> sequences = Cases.sequences(SPEC, 3, lengths);
    return ShardedDataset.deal(sc.parallelize(sequences, 3), 0, SHARDS);
  }

  private static float[] fit(Shards data, TrainingListener listener) {
    TrainingOptions options =
        TrainingOptions.builder()
            .execution(ExecutionType.SPARK)
            .batchSize(16)
            .maxEpochs(4)
            .earlyStoppingPatience(0)
            .build();
    return new Trainer(new Network(SPEC), options, data, data, listener).fit().weights();
  }

  private static int executors(JavaSparkContext sc) {
    return sc.sc().getExecutorMemoryStatus().size() - 1;
  }

  private static void await(JavaSparkContext sc, int executors) {
    long end = System.nanoTime() + 120_000_000_000L;
    while (executors(sc) != executors && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertEquals(executors, executors(sc));
    try {
      sc.sc().listenerBus().waitUntilEmpty(); // which updates Spark's store
    } catch (java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The executors on which tasks run. */
  private static List<String> homes(ShardedDataset shards) {
    return shards
        .rdd()
        .mapPartitions(part -> List.of(SparkEnv.get().executorId()).iterator())
        .collect();
  }

  @Test
  void tasksFollowExecutors() {
    try (JavaSparkContext sc = new JavaSparkContext(LocalCluster.conf("local-cluster[2,3,1024]"))) {
      sc.setLogLevel("ERROR");
      await(sc, 2);
      try (ShardedDataset shards = sequences(sc)) {
        assertEquals(2, shards.rdd().getNumPartitions());
        assertEquals(3, shards.threads());
        assertEquals(2, new HashSet<>(homes(shards)).size());
        List<Integer> tasks = new ArrayList<>(); // per epoch
        TrainingListener comeAndGo =
            new TrainingListener() {
              @Override
              public void onEpoch(EpochSummary epoch) {
                tasks.add(shards.rdd().getNumPartitions());
                if (epoch.epoch() == 1) {
                  assertTrue(sc.sc().killExecutor(homes(shards).get(0)));
                  await(sc, 1);
                } else if (epoch.epoch() == 2) {
                  sc.sc().requestTotalExecutors(2, 0, Map$.MODULE$.empty());
                  await(sc, 2);
                }
              }
            };
        float[] w = fit(shards, comeAndGo);
        assertEquals(List.of(2, 1, 2, 2), tasks);
        assertEquals(2, new HashSet<>(homes(shards)).size());
        assertArrayEquals(fit(LocalShards.of(shards), TrainingListener.NONE), w, 0f);
      }
    }
  }

  /** Under dynamic allocation Spark requests executors by the resources of tasks. */
  @Test
  void tasksAreAsLargeAsSparkCountsThemWhereItAllocates() {
    for (int cpus = 1; cpus <= 3; cpus += 2) {
      try (JavaSparkContext sc =
          new JavaSparkContext(
              LocalCluster.conf("local-cluster[1,3,1024]")
                  .set("spark.executor.instances", "1")
                  .set("spark.dynamicAllocation.enabled", "true")
                  .set("spark.task.cpus", String.valueOf(cpus)))) {
        sc.setLogLevel("ERROR");
        await(sc, 1);
        try (ShardedDataset shards = sequences(sc)) {
          assertEquals(3 / cpus, shards.rdd().getNumPartitions());
          assertEquals(cpus, shards.threads());
          assertArrayEquals(
              fit(LocalShards.of(shards), TrainingListener.NONE),
              fit(shards, TrainingListener.NONE),
              0f);
        }
      }
    }
  }
}
