package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.sparkrnn.ml.param.kind.ParamOwner;
import org.sparkrnn.ml.param.kind.Valid;
import org.sparkrnn.train.ExecutionType;

/**
 * How long and where training runs.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 */
public interface HasTraining extends ParamOwner {
  /** The Param batchSize: see {@link #getBatchSize}. */
  default IntParam batchSize() {
    return declared(
        "batchSize",
        () ->
            new IntParam(
                this,
                "batchSize",
                "number of sequences per mini-batch, over the whole cluster",
                Valid.atLeast("batchSize", 1)),
        32);
  }

  /**
   * Number of sequences per mini-batch, over the whole cluster (at least 1, default 32).
   */
  default int getBatchSize() {
    return (int) getOrDefault(batchSize());
  }

  /** The Param accumulationSteps: see {@link #getAccumulationSteps}. */
  default IntParam accumulationSteps() {
    return declared(
        "accumulationSteps",
        () ->
            new IntParam(
                this,
                "accumulationSteps",
                "number of mini-batches whose gradients are summed for one update of the weights",
                Valid.atLeast("accumulationSteps", 1)),
        1);
  }

  /**
   * Number of mini-batches whose gradients are summed for one update of the weights (at least 1,
   * default 1).
   */
  default int getAccumulationSteps() {
    return (int) getOrDefault(accumulationSteps());
  }

  /** The Param maxEpochs: see {@link #getMaxEpochs}. */
  default IntParam maxEpochs() {
    return declared(
        "maxEpochs",
        () ->
            new IntParam(
                this,
                "maxEpochs",
                "largest number of passes over the training data",
                Valid.atLeast("maxEpochs", 1)),
        10);
  }

  /**
   * Largest number of passes over the training data (at least 1, default 10).
   */
  default int getMaxEpochs() {
    return (int) getOrDefault(maxEpochs());
  }

  /** The Param numShards: see {@link #getNumShards}. */
  default IntParam numShards() {
    return declared(
        "numShards",
        () ->
            new IntParam(
                this,
                "numShards",
                "number of parts in which each mini-batch is computed; 0 for the parallelism of the cluster when training starts. With the same number, the weights are the same bit for bit on all clusters with the same type of processor",
                Valid.atLeast("numShards", 0)),
        0);
  }

  /**
   * Number of parts in which each mini-batch is computed; 0 for the parallelism of the cluster
   * when training starts. With the same number, the weights are the same bit for bit on all
   * clusters with the same type of processor (at least 0, default 0).
   */
  default int getNumShards() {
    return (int) getOrDefault(numShards());
  }

  /** The Param aggregationDepth: see {@link #getAggregationDepth}. */
  default IntParam aggregationDepth() {
    return declared(
        "aggregationDepth",
        () ->
            new IntParam(
                this,
                "aggregationDepth",
                "how gradients are summed: by the driver alone (1), or, where many tasks have large gradients, first by the executors among themselves (2 or more)",
                Valid.atLeast("aggregationDepth", 1)),
        2);
  }

  /**
   * How gradients are summed: by the driver alone (1), or, where many tasks have large gradients,
   * first by the executors among themselves (2 or more) (at least 1, default 2).
   */
  default int getAggregationDepth() {
    return (int) getOrDefault(aggregationDepth());
  }

  /** The Param execution: see {@link #getExecution}. */
  default Param<String> execution() {
    return declared(
        "execution",
        () ->
            new Param<>(
                this,
                "execution",
                "where gradients are computed: in Spark tasks (spark) or on threads of the driver (threads). With auto, it is on threads if the master is local and the data takes at most 64 MiB, and in Spark tasks otherwise. The weights do not depend on it. One of auto, spark, threads",
                Valid.oneOf("execution", ExecutionType.values(), ExecutionType::paramValue)),
        "auto");
  }

  /**
   * Where gradients are computed: in Spark tasks (spark) or on threads of the driver (threads).
   * With auto, it is on threads if the master is local and the data takes at most 64 MiB, and in
   * Spark tasks otherwise. The weights do not depend on it. One of auto, spark, threads (default
   * auto).
   */
  default String getExecution() {
    return getOrDefault(execution());
  }

  /** The Param seed: see {@link #getSeed}. */
  default LongParam seed() {
    return declared(
        "seed",
        () ->
            new LongParam(
                this,
                "seed",
                "random seed"),
        1L);
  }

  /**
   * Random seed (default 1).
   */
  default long getSeed() {
    return (long) getOrDefault(seed());
  }
}
