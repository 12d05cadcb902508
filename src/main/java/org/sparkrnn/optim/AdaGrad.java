package org.sparkrnn.optim;

/**
 * AdaGrad (Duchi, Hazan and Singer 2011), in the form of PyTorch's optim.Adagrad without lr_decay:
 *
 * <pre>
 *   s = s + g^2         w = w - lr g / (sqrt(s) + eps)
 * </pre>
 */
final class AdaGrad implements Optimizer {
  private final float epsilon;

  AdaGrad(double epsilon) {
    this.epsilon = (float) epsilon;
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
    float[] s = state[0];
    float lr = (float) learningRate;
    for (int i = from; i < to; i++) {
      float gradient = scale * g[i - shift];
      s[i] += gradient * gradient;
      w[i] -= lr * gradient / ((float) Math.sqrt(s[i]) + epsilon);
    }
  }
}
