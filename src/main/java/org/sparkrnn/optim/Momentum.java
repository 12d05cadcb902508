package org.sparkrnn.optim;

/**
 * Stochastic gradient descent with classical momentum, in the form of PyTorch's optim.SGD:
 *
 * <pre>
 *   v = mu v + g        w = w - lr v
 * </pre>
 *
 * With mu = 0 plain gradient descent, which remembers nothing.
 */
final class Momentum implements Optimizer {
  private final float mu;

  Momentum(double mu) {
    this.mu = (float) mu;
  }

  @Override
  public int stateSlots() {
    return mu == 0 ? 0 : 1;
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
    float lr = (float) learningRate;
    if (mu == 0) {
      for (int i = from; i < to; i++) {
        w[i] -= lr * (scale * g[i - shift]);
      }
      return;
    }
    float[] v = state[0];
    for (int i = from; i < to; i++) {
      v[i] = mu * v[i] + scale * g[i - shift];
      w[i] -= lr * v[i];
    }
  }
}
