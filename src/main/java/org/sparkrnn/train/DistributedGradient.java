package org.sparkrnn.train;

import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.sparkrnn.data.BatchPlan;
import org.sparkrnn.nn.NetworkSpec;

/**
 * The gradient of a mini-batch as one Spark job: broadcast the weights, compute each shard's part
 * where the shard is cached, sum with treeAggregate. Tasks keep nothing between steps.
 */
final class DistributedGradient implements GradientSource {
  private final Shards shards;
  private final NetworkSpec spec;
  private final BatchPlan plan;
  private final double wordDropout;
  private final int aggregationDepth;

  DistributedGradient(
      Shards shards, NetworkSpec spec, BatchPlan plan, double wordDropout, int aggregationDepth) {
    this.shards = shards;
    this.spec = spec;
    this.plan = plan;
    this.wordDropout = wordDropout;
    this.aggregationDepth = aggregationDepth;
  }

  @Override
  public GradientSum gradient(float[] w, int epoch, int batch, StepTime time) {
    long start = System.nanoTime();
    Broadcast<Floats> weights =
        JavaSparkContext.fromSparkContext(shards.rdd().context()).broadcast(new Floats(w));
    try {
      long sent = System.nanoTime();
      // Locals, so that the closure holds these and not this object.
      NetworkSpec network = spec;
      BatchPlan batches = plan;
      double drop = wordDropout;
      GradientSum sum =
          shards
              .rdd()
              .treeAggregate(
                  new GradientSum(shards.numShards()),
                  (partial, shard) ->
                      ShardTask.addGradient(
                          partial,
                          shard,
                          network,
                          weights.value().values(),
                          batches,
                          epoch,
                          batch,
                          drop),
                  GradientSum::merge,
                  aggregationDepth);
      time.addGradient(sent - start, sum.computeNanos(), System.nanoTime() - sent);
      return sum;
    } finally {
      weights.destroy(false);
    }
  }
}
