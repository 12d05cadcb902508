package org.sparkrnn.train.step;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.spark.SparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkrnn.nn.ParamLayout;
import org.sparkrnn.train.JobScope;
import org.sparkrnn.train.StepTime;
import org.sparkrnn.train.shard.ShardedDataset;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;

/**
 * Computes the gradient of a mini-batch in one or two Spark jobs: the weights are sent out, each
 * shard's part is computed where the shard is cached, and the sums are sent back. Tasks keep
 * nothing between steps.
 *
 * <p>If most of the weights are a table of which a mini-batch reads few rows, tasks also name the
 * rows that the next mini-batch reads, and only those rows are sent for it. They are all that it
 * needs, on whichever executor it runs.
 *
 * <p>If there are few tasks or the gradients are small, the driver fetches the tasks' sums itself,
 * while other tasks still run. Otherwise it lets executors sum ({@link SlicedSum}).
 */
public final class DistributedGradient implements GradientSource {
  private static final Logger LOG = LoggerFactory.getLogger(DistributedGradient.class);
  private static final int MAX_ATTEMPTS = 4; // like Spark's default for a task

  private final ShardedDataset shards;
  private final BatchContribution function;
  private final int aggregationDepth;
  private final int few;
  private final ParamLayout.Block table; // or null
  private long floats; // in the previous step's gradients; 0 before the first
  private int announced = -1; // the mini-batch after the next one
  private int[] rows; // of the table, which the next mini-batch reads; null if not known
  private int rowsEpoch;
  private int rowsBatch;

  /**
   * @param function computes a shard's part
   * @param aggregationDepth 1 to let the driver sum the gradients of all tasks, however many there
   *     are
   */
  public DistributedGradient(
      ShardedDataset shards, BatchContribution function, int aggregationDepth) {
    this(shards, function, aggregationDepth, Transport.FEW_EXECUTORS);
  }

  /**
   * @param few the largest number of executors that fetch the weights from the driver, and of tasks
   *     whose gradients the driver sums; more executors get a broadcast, more tasks sum slices
   */
  public DistributedGradient(
      ShardedDataset shards, BatchContribution function, int aggregationDepth, int few) {
    this.shards = shards;
    this.function = function;
    this.aggregationDepth = aggregationDepth;
    this.few = few;
    table = function.table();
  }

  @Override
  public void announce(int batch) {
    announced = batch;
  }

  @Override
  public GradientSum gradient(float[] w, float[] carried, int epoch, int batch, StepTime time) {
    long start = System.nanoTime();
    SparkContext spark = shards.rdd().context();
    try (SharedWeights weights = new SharedWeights(spark, w, needed(w, epoch, batch), few)) {
      int numShards = shards.numShards();
      SharedStates states =
          carried == null ? null : new SharedStates(weights, carried, numShards, function);
      long sent = System.nanoTime();
      int tasks = shards.rdd().getNumPartitions();
      long expected = floats == 0 ? w.length : floats;
      int slices = weights.local() ? 1 : Transport.slices(tasks, expected, aggregationDepth, few);
      int next = weights.local() || !WeightRows.worthIt(w.length, table, 0) ? -1 : announced;
      GradientTask task =
          new GradientTask(
              function, numShards, shards.threads(), slices, weights, states, epoch, batch, next);
      GradientSum sum =
          orCancelled(
              spark,
              () ->
                  slices == 1
                      ? directSum(spark, task)
                      : new SlicedSum(spark, numShards, slices, weights.resultsId())
                          .sum(shards.rdd().rdd(), task));
      floats = sum.floats();
      rows = next < 0 ? null : sum.nextRows();
      rowsEpoch = epoch;
      rowsBatch = next;
      int threads = Math.min(tasks * shards.threads(), numShards);
      time.addGradient(sent - start, sum, threads, System.nanoTime() - sent);
      return sum;
    }
  }

  /** What of the weights is to be sent for a mini-batch; null for all. */
  private WeightRows needed(float[] w, int epoch, int batch) {
    boolean known = rows != null && rowsEpoch == epoch && rowsBatch == batch;
    return known && WeightRows.worthIt(w.length, table, rows.length)
        ? new WeightRows(w, table, rows)
        : null;
  }

  @Override
  public void describe(String what) {
    JobScope.describe(shards.rdd().context(), what);
  }

  private static GradientSum orCancelled(SparkContext spark, Supplier<GradientSum> jobs) {
    try {
      return jobs.get();
    } catch (Exception e) { // Spark throws InterruptedException without declaring it
      if ((Throwable) e instanceof InterruptedException) {
        // Its tasks must not keep results once those of the step are removed.
        JobScope.uninterrupted(() -> JobScope.cancelJobs(spark));
      }
      throw e;
    }
  }

  private GradientSum directSum(SparkContext spark, GradientTask task) {
    GradientSum sum = new GradientSum(shards.numShards());
    List<Integer> missing = IntStream.range(0, shards.rdd().getNumPartitions()).boxed().toList();
    for (int attempt = 1; !missing.isEmpty(); attempt++) {
      List<Integer> partitions = missing;
      ArrivingSum arrivals = ArrivingSum.ofShards(shards.numShards(), partitions.size());
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

  /** Results can be lost after their tasks ended, together with the executor that kept them. */
  private static void tellLost(List<Integer> partitions, IOException cause, int attempt) {
    if (attempt == MAX_ATTEMPTS) {
      throw new IllegalStateException(
          "the gradients of partitions %s were computed %d times but could not be fetched; the last error was: %s"
              .formatted(partitions, attempt, cause.getMessage()),
          cause);
    }
    LOG.warn(
        "The gradients of partitions {} could not be fetched and are computed again",
        partitions,
        cause);
  }
}
