package org.sparkrnn.optim;

/**
 * One update rule over flat arrays. Implementations are stateless; what they remember lies in
 * {@code state}, so that a checkpoint is the weights, these arrays and the step number. Every
 * element is updated by itself: results do not depend on how the work is divided.
 */
public interface Optimizer {
  /** How many arrays of the parameters' length the rule remembers. */
  int stateSlots();

  /**
   * Updates a part of the weights in place.
   *
   * @param w parameters
   * @param g gradient; used up: the rule may write over it
   * @param shift where g begins: that of w[i] is g[i - shift]
   * @param scale factor that makes g the clipped mean gradient
   * @param state {@link #stateSlots()} arrays, zeros before the first step
   * @param from first element of the part
   * @param to element behind its last
   * @param step number of this update, from 1
   * @param learningRate of this step
   */
  void update(
      float[] w,
      float[] g,
      int shift,
      float scale,
      float[][] state,
      int from,
      int to,
      long step,
      double learningRate);

  /** Updates all weights in place, long vectors on all cores. */
  default void update(
      float[] w, float[] g, double scale, float[][] state, long step, double learningRate) {
    updatePart(w, g, 0, scale, state, 0, w.length, step, learningRate);
  }

  /** The same of a part of the weights, which may have another number of updates behind it. */
  default void updatePart(
      float[] w,
      float[] g,
      int shift,
      double scale,
      float[][] state,
      int begin,
      int end,
      long step,
      double learningRate) {
    float factor = (float) scale;
    Ranges.forEach(
        begin,
        end,
        (piece, from, to) -> update(w, g, shift, factor, state, from, to, step, learningRate));
  }
}
