package org.sparkrnn.ml.param;

import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.sparkrnn.train.checkpoint.CheckpointOptions;

/** Params of checkpoints, with their getters; public for the sake of Spark. */
public interface CheckpointParams extends Params {
  /** The Params themselves. */
  CheckpointParamSet checkpointParamSet();

  default Param<String> checkpointDir() {
    return checkpointParamSet().checkpointDir;
  }

  default String getCheckpointDir() {
    return getOrDefault(checkpointDir());
  }

  default IntParam checkpointInterval() {
    return checkpointParamSet().checkpointInterval;
  }

  default int getCheckpointInterval() {
    return (int) getOrDefault(checkpointInterval());
  }

  default DoubleParam checkpointMinutes() {
    return checkpointParamSet().checkpointMinutes;
  }

  default double getCheckpointMinutes() {
    return (double) getOrDefault(checkpointMinutes());
  }

  default IntParam keepCheckpoints() {
    return checkpointParamSet().keepCheckpoints;
  }

  default int getKeepCheckpoints() {
    return (int) getOrDefault(keepCheckpoints());
  }

  /** What these Params say. */
  default CheckpointOptions checkpointOptions() {
    return new CheckpointOptions(
        isDefined(checkpointDir()) ? getCheckpointDir() : null,
        getCheckpointInterval(),
        getCheckpointMinutes(),
        getKeepCheckpoints());
  }
}
