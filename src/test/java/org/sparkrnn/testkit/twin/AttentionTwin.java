package org.sparkrnn.testkit.twin;

/** A mean with learned weights: softmax(u' tanh(W h_t + b)). */
final class AttentionTwin implements PoolingTwin {
  private final PlainContext context;

  AttentionTwin(PlainContext context) {
    this.context = context;
  }

  @Override
  public double[] pool(double[][] h) {
    double[] scores = new double[h.length];
    for (int t = 0; t < h.length; t++) {
      double[] z = context.affine("attention.weight", "attention.bias", h[t]);
      for (int j = 0; j < z.length; j++) {
        scores[t] += context.at("attention.context", j) * Math.tanh(z[j]);
      }
    }
    double[] weights = Functions.softmax(scores);
    double[] sum = new double[h[0].length];
    for (int t = 0; t < h.length; t++) {
      for (int j = 0; j < sum.length; j++) {
        sum[j] += weights[t] * h[t][j];
      }
    }
    return sum;
  }
}
