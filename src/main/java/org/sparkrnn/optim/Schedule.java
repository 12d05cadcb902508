package org.sparkrnn.optim;

/** The learning rate during training. */
@FunctionalInterface
public interface Schedule {
  /**
   * The learning rate of one update.
   *
   * @param step number of the update in the whole training, from 0
   */
  double learningRate(long step);

  /**
   * Called with the result of an epoch, before the first update of the next one.
   *
   * @param loss mean loss of the validation data, or of the training data if there is no validation
   *     data
   */
  default void onEpoch(double loss) {}

  /** The state between epochs, for a checkpoint. */
  default double[] state() {
    return new double[0];
  }

  /** Restores {@link #state}. */
  default void restore(double[] state) {}
}
