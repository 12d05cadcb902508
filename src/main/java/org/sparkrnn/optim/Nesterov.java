package org.sparkrnn.optim;

/**
 * Nesterov's accelerated gradient (Nesterov 1983; as momentum, Sutskever, Martens, Dahl and Hinton
 * 2013), in the form of PyTorch's optim.SGD with nesterov=True:
 *
 * <pre>
 *   v = mu v + g        w = w - lr (g + mu v)
 * </pre>
 */
final class Nesterov implements Optimizer {
  private final float mu;

  Nesterov(double mu) {
    this.mu = (float) mu;
  }

  @Override
  public int stateSlots() {
    return 1;
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
    float[] v = state[0];
    float lr = (float) learningRate;
    for (int i = from; i < to; i++) {
      float gradient = scale * g[i - shift];
      v[i] = mu * v[i] + gradient;
      w[i] -= lr * (gradient + mu * v[i]);
    }
  }
}
