package org.sparkrnn.train;

import java.io.Serializable;
import org.apache.spark.TaskContext;
import org.sparkrnn.data.BatchPlan;
import org.sparkrnn.nn.NetworkSpec;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction2;

/**
 * One task of a step: the gradients of all shards of a partition, summed.
 *
 * <p>A named class, not a lambda: for each lambda of each job Spark's ClosureCleaner reads and
 * analyses class files anew, which is most of what an empty job costs.
 */
final class GradientTask extends AbstractFunction2<TaskContext, Iterator<Shard>, GradientResult>
    implements Serializable {
  private static final long serialVersionUID = 1L;

  private final NetworkSpec spec;
  private final BatchPlan plan;
  private final double wordDropout;
  private final SharedWeights weights;
  private final int epoch;
  private final int batch;

  GradientTask(
      NetworkSpec spec,
      BatchPlan plan,
      double wordDropout,
      SharedWeights weights,
      int epoch,
      int batch) {
    this.spec = spec;
    this.plan = plan;
    this.wordDropout = wordDropout;
    this.weights = weights;
    this.epoch = epoch;
    this.batch = batch;
  }

  @Override
  public GradientResult apply(TaskContext context, Iterator<Shard> shards) {
    GradientSum sum = new GradientSum(plan.numShards());
    while (shards.hasNext()) {
      add(sum, shards.next());
    }
    return new GradientResult(sum, weights);
  }

  /** Adds one shard's part of the mini-batch. */
  GradientSum add(GradientSum sum, Shard shard) {
    return ShardTask.addGradient(sum, shard, spec, weights.get(), plan, epoch, batch, wordDropout);
  }
}
