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
   * Sets batchSize: number of sequences per mini-batch, over the whole cluster (at least 1,
   * default 32).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setBatchSize(int value) {
    return with(batchSize(), value);
  }

  /**
   * Sets accumulationSteps: number of mini-batches whose gradients are summed for one update of
   * the weights (at least 1, default 1).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setAccumulationSteps(int value) {
    return with(accumulationSteps(), value);
  }

  /**
   * Sets maxEpochs: largest number of passes over the training data (at least 1, default 10).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setMaxEpochs(int value) {
    return with(maxEpochs(), value);
  }

  /**
   * Sets numShards: number of parts in which each mini-batch is computed; 0 for the parallelism
   * of the cluster when training starts. With the same number, the weights are the same bit for
   * bit on all clusters with the same type of processor (at least 0, default 0).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setNumShards(int value) {
    return with(numShards(), value);
  }

  /**
   * Sets aggregationDepth: how gradients are summed: by the driver alone (1), or, where many
   * tasks have large gradients, first by the executors among themselves (2 or more) (at least 1,
   * default 2).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setAggregationDepth(int value) {
    return with(aggregationDepth(), value);
  }

  /**
   * Sets execution: where gradients are computed: in Spark tasks (spark) or on threads of the
   * driver (threads). With auto, it is on threads if the master is local and the data takes at
   * most 64 MiB, and in Spark tasks otherwise. The weights do not depend on it. One of auto,
   * spark, threads (default auto).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setExecution(String value) {
    return with(execution(), value);
  }

  /**
   * Sets seed: random seed (default 1).
   */
  default E setSeed(long value) {
    return with(seed(), value);
  }
}
