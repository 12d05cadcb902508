package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.sparkrnn.ml.param.kind.ParamOwner;
import org.sparkrnn.ml.param.kind.Valid;

/**
 * Checkpoints.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 */
public interface HasCheckpoints extends ParamOwner {
  /** The Param checkpointDir: see {@link #getCheckpointDir}. */
  default Param<String> checkpointDir() {
    return declared(
        "checkpointDir",
        () ->
            new Param<>(
                this,
                "checkpointDir",
                "directory for checkpoints, on any Hadoop file system. An interrupted training continues from the newest checkpoint and ends with the same weights. A directory belongs to one configuration and one data set: use another one for each training, and none for a CrossValidator",
                Valid.path("checkpointDir")),
        null);
  }

  /**
   * Directory for checkpoints, on any Hadoop file system. An interrupted training continues from
   * the newest checkpoint and ends with the same weights. A directory belongs to one
   * configuration and one data set: use another one for each training, and none for a
   * CrossValidator.
   */
  default String getCheckpointDir() {
    return getOrDefault(checkpointDir());
  }

  /** The Param checkpointInterval: see {@link #getCheckpointInterval}. */
  default IntParam checkpointInterval() {
    return declared(
        "checkpointInterval",
        () ->
            new IntParam(
                this,
                "checkpointInterval",
                "number of mini-batches after which a checkpoint is written, at the next update of the weights; with 0, the number of mini-batches does not matter",
                Valid.atLeast("checkpointInterval", 0)),
        0);
  }

  /**
   * Number of mini-batches after which a checkpoint is written, at the next update of the
   * weights; with 0, the number of mini-batches does not matter (at least 0, default 0).
   */
  default int getCheckpointInterval() {
    return (int) getOrDefault(checkpointInterval());
  }

  /** The Param checkpointMinutes: see {@link #getCheckpointMinutes}. */
  default DoubleParam checkpointMinutes() {
    return declared(
        "checkpointMinutes",
        () ->
            new DoubleParam(
                this,
                "checkpointMinutes",
                "number of minutes after which a checkpoint is written, at the next update of the weights; with 0, the time does not matter. The end of training always writes a checkpoint",
                Valid.within("checkpointMinutes", 0, true, Double.POSITIVE_INFINITY)),
        10.0);
  }

  /**
   * Number of minutes after which a checkpoint is written, at the next update of the weights;
   * with 0, the time does not matter. The end of training always writes a checkpoint (at least 0,
   * default 10.0).
   */
  default double getCheckpointMinutes() {
    return (double) getOrDefault(checkpointMinutes());
  }

  /** The Param keepCheckpoints: see {@link #getKeepCheckpoints}. */
  default IntParam keepCheckpoints() {
    return declared(
        "keepCheckpoints",
        () ->
            new IntParam(
                this,
                "keepCheckpoints",
                "number of newest checkpoints to keep",
                Valid.atLeast("keepCheckpoints", 1)),
        3);
  }

  /**
   * Number of newest checkpoints to keep (at least 1, default 3).
   */
  default int getKeepCheckpoints() {
    return (int) getOrDefault(keepCheckpoints());
  }
}
