package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.Param;
import org.sparkrnn.data.InvalidInputException;

/**
 * Setters of {@link HasTraining}.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 *
 * @param <E> the object itself, which setters return
 */
public interface SetsTraining<E> extends HasTraining {
  @SuppressWarnings("unchecked") // by contract
  private <T> E with(Param<T> param, T value) {
    set(param, value);
    return (E) this;
  }

  /**
   * Sets batchSize: sequences a step, over the whole cluster (at least 1, default 32).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setBatchSize(int value) {
    return with(batchSize(), value);
  }

  /**
   * Sets accumulationSteps: mini-batches whose gradients are summed for one update of the weights
   * (at least 1, default 1).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setAccumulationSteps(int value) {
    return with(accumulationSteps(), value);
  }

  /**
   * Sets maxEpochs: passes over the training data at most (at least 1, default 10).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setMaxEpochs(int value) {
    return with(maxEpochs(), value);
  }

  /**
   * Sets numShards: parts in which every mini-batch is computed; 0 takes the cluster's
   * parallelism, under dynamic allocation that of the moment. Results depend on it, and on
   * nothing else of the cluster (at least 0, default 0).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setNumShards(int value) {
    return with(numShards(), value);
  }

  /**
   * Sets aggregationDepth: depth of treeAggregate (at least 2, default 2).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setAggregationDepth(int value) {
    return with(aggregationDepth(), value);
  }

  /**
   * Sets execution: where gradients are computed: in Spark tasks (spark), on threads of the
   * driver (threads), or on threads where the master is local and the data takes up to 64 MiB,
   * else in Spark tasks (auto); the weights are the same: auto, spark, threads (default auto).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setExecution(String value) {
    return with(execution(), value);
  }

  /**
   * Sets seed: seed of every random choice (default 1).
   */
  default E setSeed(long value) {
    return with(seed(), value);
  }
}
