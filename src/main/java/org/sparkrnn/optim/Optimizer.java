package org.sparkrnn.optim;

/**
 * One update rule over flat arrays. Implementations are stateless; what they remember lies in
 * {@code state}, so that a checkpoint is the weights, these arrays and the step number.
 */
public interface Optimizer {
  /** How many arrays of the parameters' length the rule remembers. */
  int stateSlots();

  /**
   * Updates weights in place.
   *
   * @param w parameters
   * @param g mean gradient, same layout
   * @param state {@link #stateSlots()} arrays, zeros before the first step
   * @param step number of this update, from 1
   * @param learningRate of this step
   */
  void update(float[] w, float[] g, float[][] state, long step, double learningRate);
}
