package org.sparkrnn.train;

import java.util.concurrent.CancellationException;

/** Thrown when training ends early because {@link TrainingListener#stopRequested} returned true. */
public final class TrainingStoppedException extends CancellationException {
  private static final long serialVersionUID = 1L;

  private final transient String checkpoints;

  /**
   * @param epoch the current epoch, or the next one
   * @param step number of mini-batches of that epoch that were taken
   * @param checkpoints the directory of the checkpoint that was written, or null without any
   */
  TrainingStoppedException(int epoch, int step, String checkpoints) {
    super(
        checkpoints == null
            ? "training was stopped in epoch %d after step %d, and nothing was saved, because checkpointDir is not set"
                .formatted(epoch, step)
            : "training was stopped in epoch %d after step %d, and a checkpoint is in %s"
                .formatted(epoch, step, checkpoints));
    this.checkpoints = checkpoints;
  }

  /** The directory of the checkpoint from which training can continue, or null if there is none. */
  public String checkpoints() {
    return checkpoints;
  }
}
