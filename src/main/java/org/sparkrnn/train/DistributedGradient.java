package org.sparkrnn.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.spark.SparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * The gradient of a mini-batch as one Spark job: weights out, each shard's part computed where the
 * shard is cached, sums back. Tasks keep nothing between steps.
 *
 * <p>Many partitions are summed by treeAggregate. Where its tree would have one level it would only
 * add the cost of its lambdas, so then the same functions go to runJob directly, and the driver
 * fetches what arrives while other tasks still run.
 */
final class DistributedGradient implements GradientSource {
  private static final Logger LOG = LoggerFactory.getLogger(DistributedGradient.class);
  private static final int MAX_ATTEMPTS = 4; // as Spark's own for a task

  private final Shards shards;
  private final ShardFunction function;
  private final int aggregationDepth;
  private final int fewExecutors;

  DistributedGradient(Shards shards, ShardFunction function, int aggregationDepth) {
    this(shards, function, aggregationDepth, SharedWeights.FEW_EXECUTORS);
  }

  /**
   * @param fewExecutors up to how many fetch the weights from the driver; more get a broadcast
   */
  DistributedGradient(
      Shards shards, ShardFunction function, int aggregationDepth, int fewExecutors) {
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
          new GradientTask(function, shards.numShards(), weights, states, epoch, batch);
      GradientSum sum = sum(spark, task);
      time.addGradient(
          sent - start, sum, shards.rdd().getNumPartitions(), System.nanoTime() - sent);
      return sum;
    }
  }

  @Override
  public void describe(String what) {
    JobScope.describe(shards.rdd().context(), what);
  }

  private GradientSum sum(SparkContext spark, GradientTask task) {
    try {
      return treeHasLevels(shards.rdd().getNumPartitions(), aggregationDepth)
          ? treeSum(task)
          : directSum(spark, task);
    } catch (Exception e) { // Spark throws InterruptedException undeclared
      if ((Throwable) e instanceof InterruptedException) {
        // Its tasks must not keep results once those of the step are removed.
        JobScope.uninterrupted(() -> JobScope.cancelJobs(spark));
      }
      throw e;
    }
  }

  /** Whether treeAggregate would put a shuffle between the tasks and the driver. */
  static boolean treeHasLevels(int partitions, int depth) {
    int scale = Math.max((int) Math.ceil(Math.pow(partitions, 1.0 / depth)), 2);
    return partitions > scale + Math.ceil((double) partitions / scale);
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
    for (int attempt = 0; !missing.isEmpty(); attempt++) {
      if (attempt == MAX_ATTEMPTS) {
        throw new IllegalStateException(
            "the gradients of partitions %s were lost with their executors %d times"
                .formatted(missing, MAX_ATTEMPTS));
      }
      Arrivals arrivals = new Arrivals();
      spark.runJob(
          shards.rdd().rdd(),
          task,
          CollectionConverters.asScala(missing.stream().map(Object.class::cast).toList()).toSeq(),
          arrivals,
          ClassTag$.MODULE$.apply(GradientResult.class));
      missing = arrivals.mergeInto(sum, missing);
    }
    return sum;
  }

  /**
   * The results of a job, fetched while other tasks still run. A result may be lost after its task
   * was done, together with the executor that kept it.
   */
  static final class Arrivals extends AbstractFunction2<Object, GradientResult, BoxedUnit> {
    private static final ExecutorService FETCHERS =
        Executors.newCachedThreadPool(
            work -> {
              Thread thread = new Thread(work, "spark-rnn fetch");
              thread.setDaemon(true);
              return thread;
            });

    private final Map<Integer, Future<GradientSum>> sums = new ConcurrentHashMap<>(); // by place

    @Override
    public BoxedUnit apply(Object place, GradientResult result) {
      sums.put((Integer) place, FETCHERS.submit(result::sum));
      return BoxedUnit.UNIT;
    }

    /** Adds what has arrived; returns the partitions whose results were lost. */
    List<Integer> mergeInto(GradientSum sum, List<Integer> partitions) {
      List<Integer> lost = new ArrayList<>();
      for (int place = 0; place < partitions.size(); place++) {
        try {
          sum.merge(sums.get(place).get());
        } catch (ExecutionException e) {
          LOG.warn("The gradient of partition {} was lost", partitions.get(place), e.getCause());
          lost.add(partitions.get(place));
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IllegalStateException("training was interrupted", e);
        }
      }
      return lost;
    }
  }
}
