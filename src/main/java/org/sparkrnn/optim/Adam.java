package org.sparkrnn.optim;

/**
 * Adam (Kingma and Ba 2015, algorithm 1):
 *
 * <pre>
 *   m = b1 m + (1 - b1) g               v = b2 v + (1 - b2) g^2
 *   w = w - lr (m / (1 - b1^t)) / (sqrt(v / (1 - b2^t)) + eps)
 * </pre>
 */
final class Adam implements Optimizer {
  private final float beta1;
  private final float beta2;
  private final float epsilon;

  Adam(double beta1, double beta2, double epsilon) {
    this.beta1 = (float) beta1;
    this.beta2 = (float) beta2;
    this.epsilon = (float) epsilon;
  }

  @Override
  public int stateSlots() {
    return 2;
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
    float[] m = state[0];
    float[] v = state[1];
    float rate = (float) (learningRate / (1 - Math.pow(beta1, step)));
    float correction = (float) (1 / (1 - Math.pow(beta2, step)));
    for (int i = from; i < to; i++) {
      float gradient = scale * g[i - shift];
      m[i] = beta1 * m[i] + (1 - beta1) * gradient;
      v[i] = beta2 * v[i] + (1 - beta2) * gradient * gradient;
      w[i] -= rate * m[i] / ((float) Math.sqrt(v[i] * correction) + epsilon);
    }
  }
}
