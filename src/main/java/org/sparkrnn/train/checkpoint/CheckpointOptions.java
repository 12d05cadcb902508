package org.sparkrnn.train.checkpoint;

import org.sparkrnn.Defaults;

/**
 * When checkpoints are written and where; stays on the driver. Bounds are checked where the values
 * come from, the Params.
 *
 * @param directory on any Hadoop file system, or null for no checkpoints
 * @param interval mini-batch steps after which one is written; 0 to ignore steps
 * @param minutes minutes after which one is written; 0 to ignore time
 * @param keep how many of the newest are kept
 */
public record CheckpointOptions(String directory, int interval, double minutes, int keep) {
  /** The default options. */
  public static final CheckpointOptions DEFAULT =
      new CheckpointOptions(
          null,
          Defaults.CHECKPOINT_INTERVAL,
          Defaults.CHECKPOINT_MINUTES,
          Defaults.KEEP_CHECKPOINTS);
}
