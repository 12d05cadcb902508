package org.sparkrnn.ml.param;

import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.Identifiable;
import org.sparkrnn.train.checkpoint.CheckpointOptions;

/** The Params of checkpoints: where, when, how many. */
public final class CheckpointParamSet extends ParamDefinitions {
  private static final long serialVersionUID = 1L;

  public final Param<String> checkpointDir;
  public final IntParam checkpointInterval;
  public final DoubleParam checkpointMinutes;
  public final IntParam keepCheckpoints;

  public CheckpointParamSet(Identifiable parent) {
    super(parent);
    CheckpointOptions options = CheckpointOptions.DEFAULT;
    checkpointDir =
        new Param<>(
            parent,
            "checkpointDir",
            "directory, on any Hadoop file system, of checkpoints: a training that was interrupted goes on from the newest, to the same weights. It belongs to one configuration and one set of data; others are refused, so give each training its own, and a CrossValidator's none",
            Valid.path("checkpointDir"));
    checkpointInterval =
        count(
            "checkpointInterval",
            "mini-batch steps after which a checkpoint is written, with the next update; 0 for not by steps",
            0,
            options.interval());
    checkpointMinutes =
        real(
            "checkpointMinutes",
            "minutes after which a checkpoint is written, whatever checkpointInterval is; 0 for not by time. The end of training always writes one",
            0,
            true,
            ANY,
            options.minutes());
    keepCheckpoints =
        count("keepCheckpoints", "how many of the newest checkpoints are kept", 1, options.keep());
  }
}
