package org.sparkrnn.optim;

/**
 * RMSProp (Tieleman and Hinton 2012, lecture 6.5), in the form of PyTorch's optim.RMSprop, neither
 * centered nor with momentum; rho is PyTorch's alpha:
 *
 * <pre>
 *   v = rho v + (1 - rho) g^2         w = w - lr g / (sqrt(v) + eps)
 * </pre>
 */
final class RmsProp implements Optimizer {
  private final float rho;
  private final float epsilon;

  RmsProp(double rho, double epsilon) {
    this.rho = (float) rho;
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
    float[] v = state[0];
    float lr = (float) learningRate;
    for (int i = from; i < to; i++) {
      float gradient = scale * g[i - shift];
      v[i] = rho * v[i] + (1 - rho) * gradient * gradient;
      w[i] -= lr * gradient / ((float) Math.sqrt(v[i]) + epsilon);
    }
  }
}
