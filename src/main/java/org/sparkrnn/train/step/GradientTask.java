package org.sparkrnn.train.step;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.TaskContext;
import org.sparkrnn.train.shard.Shard;
import org.sparkrnn.train.shard.TaskThreads;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction2;

/**
 * One task of a step, which sums the gradients of all shards of a partition.
 *
 * <p>This is a named class because Spark's ClosureCleaner reads and analyses class files again for
 * each lambda of each job, which is most of the cost of an empty job.
 */
public final class GradientTask
    extends AbstractFunction2<TaskContext, Iterator<Shard>, GradientResult>
    implements Serializable {
  private static final long serialVersionUID = 1L;

  private final BatchContribution function;
  private final int numShards;
  private final int threads;
  private final int slices;
  private final SharedWeights weights;
  private final SharedStates carried; // or null
  private final int epoch;
  private final int batch;
  private final int next;

  /**
   * @param threads the largest number of threads that work on the task's shards
   * @param slices number of slices in which the sum is kept for other tasks; 1 to return the sum
   * @param carried the states that the shards returned in the previous step, or null
   * @param next the mini-batch whose rows of the table the task names, or -1
   */
  GradientTask(
      BatchContribution function,
      int numShards,
      int threads,
      int slices,
      SharedWeights weights,
      SharedStates carried,
      int epoch,
      int batch,
      int next) {
    this.function = function;
    this.numShards = numShards;
    this.threads = threads;
    this.slices = slices;
    this.weights = weights;
    this.carried = carried;
    this.epoch = epoch;
    this.batch = batch;
    this.next = next;
  }

  @Override
  public GradientResult apply(TaskContext context, Iterator<Shard> shards) {
    GradientSum sum = new GradientSum(numShards);
    List<GradientSum> shared = sum.shared(threads);
    try (SharedWeights.Lease lease = weights.take()) {
      float[] w = lease.w();
      TaskThreads.each(
          CollectionConverters.asJava(shards), shared, (own, shard) -> add(own, shard, w));
    }
    sum.gather(shared);
    return slices == 1
        ? new GradientResult(sum, weights)
        : GradientResult.ofSlices(sum, slices, weights.resultsId());
  }

  /** Adds one shard's part of the mini-batch. */
  private void add(GradientSum sum, Shard shard, float[] w) {
    float[] states = carried == null ? null : carried.of(shard.index());
    function.add(sum, shard, w, states, epoch, batch);
    if (next >= 0) {
      sum.naming(function.tableRows(shard, epoch, next));
    }
  }
}
