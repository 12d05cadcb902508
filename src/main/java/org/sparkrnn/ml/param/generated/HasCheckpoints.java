package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.sparkrnn.ml.param.kind.ParamOwner;
import org.sparkrnn.ml.param.kind.Valid;

/**
 * Where, when and how many checkpoints are written.
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
                "directory, on any Hadoop file system, of checkpoints: a training that was interrupted goes on from the newest, to the same weights. It belongs to one configuration and one set of data; others are refused, so give each training its own, and a CrossValidator's none",
                Valid.path("checkpointDir")),
        null);
  }

  /**
   * Directory, on any Hadoop file system, of checkpoints: a training that was interrupted goes on
   * from the newest, to the same weights. It belongs to one configuration and one set of data;
   * others are refused, so give each training its own, and a CrossValidator's none.
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
                "mini-batch steps after which a checkpoint is written, with the next update; 0 for not by steps",
                Valid.atLeast("checkpointInterval", 0)),
        0);
  }

  /**
   * Mini-batch steps after which a checkpoint is written, with the next update; 0 for not by
   * steps (at least 0, default 0).
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
                "minutes after which a checkpoint is written, whatever checkpointInterval is; 0 for not by time. The end of training always writes one",
                Valid.within("checkpointMinutes", 0, true, Double.POSITIVE_INFINITY)),
        10.0);
  }

  /**
   * Minutes after which a checkpoint is written, whatever checkpointInterval is; 0 for not by
   * time. The end of training always writes one (at least 0, default 10.0).
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
                "how many of the newest checkpoints are kept",
                Valid.atLeast("keepCheckpoints", 1)),
        3);
  }

  /**
   * How many of the newest checkpoints are kept (at least 1, default 3).
   */
  default int getKeepCheckpoints() {
    return (int) getOrDefault(keepCheckpoints());
  }
}
