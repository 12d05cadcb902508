package org.sparkrnn.train;

/** Hears how training goes, on the driver, between steps. */
public interface TrainingListener {
  TrainingListener NONE = new TrainingListener() {};

  /** Before the first step. */
  default void onStart(int maxEpochs, int stepsPerEpoch, int parameters) {}

  /**
   * After every mini-batch, and its update if there was one.
   *
   * @param epoch from 1
   * @param step of the epoch, from 1
   * @param meanLoss of this mini-batch a target, in nats for probabilities
   */
  default void onStep(int epoch, int step, double meanLoss) {}

  default void onEpoch(EpochSummary epoch) {}
}
