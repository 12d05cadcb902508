package org.sparkrnn.train;

import java.util.List;
import org.sparkrnn.nn.ParamLayout;

/** Hears how training goes, on the driver, between steps. */
public interface TrainingListener {
  /** A listener that does nothing. */
  TrainingListener NONE = new TrainingListener() {};

  /** Before the first step. */
  default void onStart(int maxEpochs, int stepsPerEpoch, int parameters) {}

  /**
   * Before the first step that is taken, if training goes on from a checkpoint.
   *
   * @param checkpoint the file
   * @param epoch the one that goes on, from 1; one more than the last if training was complete
   * @param step mini-batches of that epoch that were taken before
   * @param complete whether nothing is left to do
   */
  default void onResume(String checkpoint, int epoch, int step, boolean complete) {}

  /**
   * After every mini-batch, and its update if there was one.
   *
   * @param epoch from 1
   * @param step of the epoch, from 1
   * @param meanLoss of this mini-batch a target, in nats for probabilities
   */
  default void onStep(int epoch, int step, double meanLoss) {}

  /**
   * After every epoch, before {@link #onEpoch(EpochSummary, int)}.
   *
   * @param weights of which validation tells, in the layout; they must not be changed, and hold
   *     other values once training goes on
   */
  default void onWeights(float[] weights, ParamLayout layout) {}

  /** After every epoch and its validation. */
  default void onEpoch(EpochSummary epoch) {}

  /**
   * After every epoch and its validation, for listeners that want to know which epoch is the best.
   *
   * @param bestEpoch the epoch, from 1, whose weights would be kept if training ended now
   */
  default void onEpoch(EpochSummary epoch, int bestEpoch) {
    onEpoch(epoch);
  }

  /**
   * Before {@link #onResume}, if training goes on from a checkpoint.
   *
   * @param epochs those that were complete when it was written
   */
  default void onEarlierEpochs(List<EpochSummary> epochs) {}

  /** When training has ended, whether it is complete or has failed. */
  default void onEnd() {}

  /**
   * Asked after every update. Training ends with a {@link TrainingStoppedException} where this is
   * true, after it has written a checkpoint if it writes any.
   */
  default boolean stopRequested() {
    return false;
  }
}
