package org.sparkrnn.train;

import org.apache.spark.SparkContext;
import org.apache.spark.rdd.RDD;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * The gradient of a mini-batch as one Spark job: weights out, each shard's part computed where the
 * shard is cached, sums back. Tasks keep nothing between steps.
 *
 * <p>Many partitions are summed by treeAggregate. Where its tree would have one level it would only
 * add the cost of its lambdas, so then the same functions go to runJob directly, and the driver
 * adds what arrives while other tasks still run.
 */
final class DistributedGradient implements GradientSource {
  private final Shards shards;
  private final ShardFunction function;
  private final int aggregationDepth;

  DistributedGradient(Shards shards, ShardFunction function, int aggregationDepth) {
    this.shards = shards;
    this.function = function;
    this.aggregationDepth = aggregationDepth;
  }

  @Override
  public GradientSum gradient(float[] w, int epoch, int batch, StepTime time) {
    long start = System.nanoTime();
    SparkContext spark = shards.rdd().context();
    try (SharedWeights weights = new SharedWeights(spark, w)) {
      long sent = System.nanoTime();
      GradientTask task = new GradientTask(function, shards.numShards(), weights, epoch, batch);
      GradientSum sum =
          treeHasLevels(shards.rdd().getNumPartitions(), aggregationDepth)
              ? treeSum(task)
              : directSum(spark, task);
      time.addGradient(sent - start, sum.computeNanos(), System.nanoTime() - sent);
      return sum;
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
    RDD<Shard> rdd = shards.rdd().rdd();
    GradientSum sum = new GradientSum(shards.numShards());
    spark.runJob(rdd, task, new Merge(sum), ClassTag$.MODULE$.apply(GradientResult.class));
    return sum;
  }

  /** Adds results on the driver as they arrive; Spark calls it from one thread. */
  private static final class Merge extends AbstractFunction2<Object, GradientResult, BoxedUnit> {
    private final GradientSum sum;

    Merge(GradientSum sum) {
      this.sum = sum;
    }

    @Override
    public BoxedUnit apply(Object partition, GradientResult result) {
      sum.merge(result.sum());
      return BoxedUnit.UNIT;
    }
  }
}
