package org.sparkrnn.optim;

/**
 * Weight decay apart from the gradient, in front of any rule; with Adam it is AdamW (Loshchilov and
 * Hutter 2019), in the form of PyTorch's optim.AdamW. All parameters decay, biases and embeddings
 * included:
 *
 * <pre>
 *   w = w - lr decay w         then the rule
 * </pre>
 */
final class DecoupledDecay implements Optimizer {
  private final Optimizer rule;
  private final double decay;

  DecoupledDecay(Optimizer rule, double decay) {
    this.rule = rule;
    this.decay = decay;
  }

  @Override
  public int stateSlots() {
    return rule.stateSlots();
  }

  @Override
  public void update(
      float[] w,
      float[] g,
      int shift,
      float scale,
      float[][] state,
      int from,
      int to,
      long step,
      double learningRate) {
    float keep = (float) (1 - learningRate * decay);
    for (int i = from; i < to; i++) {
      w[i] *= keep;
    }
    rule.update(w, g, shift, scale, state, from, to, step, learningRate);
  }
}
