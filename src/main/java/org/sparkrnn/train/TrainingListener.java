package org.sparkrnn.train;

import java.util.List;
import org.sparkrnn.nn.ParamLayout;
import org.sparkrnn.train.cost.StepForecast;

/** Is informed about the progress of training, on the driver, between steps. */
public interface TrainingListener {
  /** A listener that does nothing. */
  TrainingListener NONE = new TrainingListener() {};

  /** Called before the first step. */
  default void onStart(int maxEpochs, int stepsPerEpoch, int parameters) {}

  /**
   * Called before the first step, if training continues from a checkpoint.
   *
   * @param checkpoint the file
   * @param epoch the epoch that is continued, from 1; one more than the last if training was
   *     complete
   * @param step the number of mini-batches of that epoch that were done before
   * @param complete whether nothing is left to do
   */
  default void onResume(String checkpoint, int epoch, int step, boolean complete) {}

  /**
   * Called after each mini-batch, and after its update if there was one.
   *
   * @param epoch from 1
   * @param step of the epoch, from 1
   * @param meanLoss mean loss per target of this mini-batch, in nats for probabilities
   */
  default void onStep(int epoch, int step, double meanLoss) {}

  /**
   * Called once, after the first 40 steps, if gradients are computed in Spark's jobs.
   *
   * @param forecast the cost of a step on this cluster and on others
   */
  default void onForecast(StepForecast forecast) {}

  /**
   * Called after every epoch, before {@link #onEpoch(EpochSummary, int)}.
   *
   * @param weights the validated weights, in the layout; they must not be changed, and their values
   *     change when training continues
   */
  default void onWeights(float[] weights, ParamLayout layout) {}

  /** Called after each epoch and its validation. */
  default void onEpoch(EpochSummary epoch) {}

  /**
   * Called after each epoch and its validation, for listeners that need to know the best epoch.
   *
   * @param bestEpoch the epoch, from 1, with the best validation so far; without validation this
   *     epoch
   */
  default void onEpoch(EpochSummary epoch, int bestEpoch) {
    onEpoch(epoch);
  }

  /**
   * Called before {@link #onResume}, if training continues from a checkpoint.
   *
   * @param epochs the epochs that were complete when the checkpoint was written
   */
  default void onEarlierEpochs(List<EpochSummary> epochs) {}

  /** Called when training has ended, whether it is complete or has failed. */
  default void onEnd() {}

  /**
   * Called after each update. If it returns true, training writes a checkpoint, if it writes any,
   * and ends with a {@link TrainingStoppedException}.
   */
  default boolean stopRequested() {
    return false;
  }
}
