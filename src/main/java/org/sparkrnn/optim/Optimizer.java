package org.sparkrnn.optim;

/**
 * An update rule over flat arrays. Implementations are stateless; their memory is in {@code state},
 * so a checkpoint consists of the weights, these arrays and the step number. Each element is
 * updated independently, so results do not depend on how the work is divided.
 */
public interface Optimizer {
  /** The number of arrays with the length of the parameters that the rule needs as memory. */
  int stateSlots();

  /**
   * Updates a part of the weights in place.
   *
   * @param w parameters
   * @param g gradient; the rule may overwrite it
   * @param shift where g begins: the gradient of w[i] is g[i - shift]
   * @param scale factor that turns g into the clipped mean gradient
   * @param state {@link #stateSlots()} arrays, zeros before the first step
   * @param from first element of the part
   * @param to the element after its last one
   * @param step number of this update, from 1
   * @param learningRate the learning rate of this step
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

  /** The same for a part of the weights, which may have had another number of updates. */
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
