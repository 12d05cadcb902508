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
                "sequences a step, over the whole cluster",
                Valid.atLeast("batchSize", 1)),
        32);
  }

  /**
   * Sequences a step, over the whole cluster (at least 1, default 32).
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
                "mini-batches whose gradients are summed for one update of the weights",
                Valid.atLeast("accumulationSteps", 1)),
        1);
  }

  /**
   * Mini-batches whose gradients are summed for one update of the weights (at least 1, default 1).
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
                "passes over the training data at most",
                Valid.atLeast("maxEpochs", 1)),
        10);
  }

  /**
   * Passes over the training data at most (at least 1, default 10).
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
                "parts in which every mini-batch is computed; 0 takes the cluster's parallelism, under dynamic allocation that of the moment. Results depend on it, and on nothing else of the cluster",
                Valid.atLeast("numShards", 0)),
        0);
  }

  /**
   * Parts in which every mini-batch is computed; 0 takes the cluster's parallelism, under dynamic
   * allocation that of the moment. Results depend on it, and on nothing else of the cluster (at
   * least 0, default 0).
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
                "depth of treeAggregate",
                Valid.atLeast("aggregationDepth", 2)),
        2);
  }

  /**
   * Depth of treeAggregate (at least 2, default 2).
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
                "where gradients are computed: in Spark tasks (spark), on threads of the driver (threads), or on threads where the master is local and the data takes up to 64 MiB, else in Spark tasks (auto); the weights are the same: auto, spark, threads",
                Valid.oneOf("execution", ExecutionType.values(), ExecutionType::paramValue)),
        "auto");
  }

  /**
   * Where gradients are computed: in Spark tasks (spark), on threads of the driver (threads), or
   * on threads where the master is local and the data takes up to 64 MiB, else in Spark tasks
   * (auto); the weights are the same: auto, spark, threads (default auto).
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
                "seed of every random choice"),
        1L);
  }

  /**
   * Seed of every random choice (default 1).
   */
  default long getSeed() {
    return (long) getOrDefault(seed());
  }
}
