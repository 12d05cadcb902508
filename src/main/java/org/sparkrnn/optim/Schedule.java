package org.sparkrnn.optim;

/** The learning rate in the course of training. */
@FunctionalInterface
public interface Schedule {
  /**
   * The learning rate of one update.
   *
   * @param step number of the update in the whole training, from 0
   */
  double learningRate(long step);

  /**
   * Hears how an epoch went, before the first update of the next.
   *
   * @param loss mean of the validation data, or of the training data where there is no other
   */
  default void onEpoch(double loss) {}

  /** What it has to remember between epochs, for a checkpoint. */
  default double[] state() {
    return new double[0];
  }

  /** Goes on from what {@link #state} gave. */
  default void restore(double[] state) {}
}
