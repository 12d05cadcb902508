package org.sparkrnn.train.step;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.SparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkrnn.train.JobScope;
import org.sparkrnn.train.StepTime;
import org.sparkrnn.train.shard.ShardedDataset;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;

/**
 * The gradient of a mini-batch as one Spark job: weights out, each shard's part computed where the
 * shard is cached, sums back. Tasks keep nothing between steps.
 *
 * <p>Many partitions are summed by treeAggregate. Where its tree would have one level it would only
 * add the cost of its lambdas, and under a local master, where results are references, it would
 * make bytes of them: then the same functions go to runJob directly, and the driver fetches what
 * arrives while other tasks still run.
 */
public final class DistributedGradient implements GradientSource {
  private static final Logger LOG = LoggerFactory.getLogger(DistributedGradient.class);
  private static final int MAX_ATTEMPTS = 4; // as Spark's own for a task

  private final ShardedDataset shards;
  private final BatchContribution function;
  private final int aggregationDepth;
  private final int fewExecutors;

  /**
   * @param function computes a shard's part
   * @param aggregationDepth of treeAggregate
   */
  public DistributedGradient(
      ShardedDataset shards, BatchContribution function, int aggregationDepth) {
    this(shards, function, aggregationDepth, SharedWeights.FEW_EXECUTORS);
  }

  /**
   * @param fewExecutors up to how many fetch the weights from the driver; more get a broadcast
   */
  public DistributedGradient(
      ShardedDataset shards, BatchContribution function, int aggregationDepth, int fewExecutors) {
    this.shards = shards;
    this.function = function;
    this.aggregationDepth = aggregationDepth;
    this.fewExecutors = fewExecutors;
  }

  @Override
  public GradientSum gradient(float[] w, float[] carried, int epoch, int batch, StepTime time) {
    long start = System.nanoTime();
    SparkContext spark = shards.rdd().context();
    try (SharedWeights weights = new SharedWeights(spark, w, fewExecutors);
        SharedWeights states =
            carried == null ? null : new SharedWeights(spark, carried, fewExecutors)) {
      long sent = System.nanoTime();
      GradientTask task =
          new GradientTask(
              function, shards.numShards(), shards.threads(), weights, states, epoch, batch);
      GradientSum sum = sum(spark, task);
      int tasks = shards.rdd().getNumPartitions();
      int threads = Math.min(tasks * shards.threads(), shards.numShards());
      time.addGradient(sent - start, sum, threads, System.nanoTime() - sent);
      return sum;
    }
  }

  @Override
  public void describe(String what) {
    JobScope.describe(shards.rdd().context(), what);
  }

  private GradientSum sum(SparkContext spark, GradientTask task) {
    try {
      int partitions = shards.rdd().getNumPartitions();
      return treeLevels(spark.isLocal(), partitions, aggregationDepth).isEmpty()
          ? directSum(spark, task)
          : treeSum(task);
    } catch (Exception e) { // Spark throws InterruptedException undeclared
      if ((Throwable) e instanceof InterruptedException) {
        // Its tasks must not keep results once those of the step are removed.
        JobScope.uninterrupted(() -> JobScope.cancelJobs(spark));
      }
      throw e;
    }
  }

  /**
   * The tasks of each level of treeAggregate's tree between the tasks of the shards and the driver;
   * none where results are references, which cost nothing.
   */
  public static List<Integer> treeLevels(boolean local, int partitions, int depth) {
    List<Integer> levels = new ArrayList<>();
    int scale = Math.max((int) Math.ceil(Math.pow(partitions, 1.0 / depth)), 2);
    int tasks = partitions;
    while (!local && tasks > scale + Math.ceil((double) tasks / scale)) {
      tasks /= scale;
      levels.add(tasks);
    }
    return levels;
  }

  private GradientSum treeSum(GradientTask task) {
    return shards
        .rdd()
        .treeAggregate(
            new GradientSum(shards.numShards()), task::add, GradientSum::merge, aggregationDepth);
  }

  private GradientSum directSum(SparkContext spark, GradientTask task) {
    GradientSum sum = new GradientSum(shards.numShards());
    List<Integer> missing = IntStream.range(0, shards.rdd().getNumPartitions()).boxed().toList();
    for (int attempt = 1; !missing.isEmpty(); attempt++) {
      List<Integer> partitions = missing;
      ArrivingSum arrivals = new ArrivingSum(shards.numShards(), partitions.size());
      spark.runJob(
          shards.rdd().rdd(),
          task,
          CollectionConverters.asScala(partitions.stream().map(Object.class::cast).toList())
              .toSeq(),
          arrivals,
          ClassTag$.MODULE$.apply(GradientResult.class));
      sum.merge(arrivals.sum());
      missing = arrivals.lost().keySet().stream().map(partitions::get).toList();
      if (!missing.isEmpty()) {
        tellLost(missing, arrivals.lost().get(arrivals.lost().lastKey()), attempt);
      }
    }
    return sum;
  }

  /** Results may be lost after their tasks were done, together with the executor that kept them. */
  private static void tellLost(List<Integer> partitions, IOException cause, int attempt) {
    if (attempt == MAX_ATTEMPTS) {
      throw new IllegalStateException(
          "the gradients of partitions %s were computed but could not be fetched, %d times; the last time: %s"
              .formatted(partitions, attempt, cause.getMessage()),
          cause);
    }
    LOG.warn("The gradients of partitions {} are computed again", partitions, cause);
  }
}
