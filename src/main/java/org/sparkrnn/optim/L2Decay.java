package org.sparkrnn.optim;

/**
 * Weight decay as the gradient of an L2 penalty, decay/2 |w|^2, in front of any rule. As in PyTorch
 * (weight_decay of its optimizers) it is added after clipping, to all parameters, biases and
 * embeddings included:
 *
 * <pre>
 *   g = g + decay w         then the rule
 * </pre>
 */
final class L2Decay implements Optimizer {
  private final Optimizer rule;
  private final float decay;

  L2Decay(Optimizer rule, double decay) {
    this.rule = rule;
    this.decay = (float) decay;
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
    for (int i = from; i < to; i++) {
      g[i - shift] = scale * g[i - shift] + decay * w[i];
    }
    rule.update(w, g, shift, 1f, state, from, to, step, learningRate);
  }
}
