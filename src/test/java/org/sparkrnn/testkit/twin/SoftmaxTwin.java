package org.sparkrnn.testkit.twin;

import org.sparkrnn.data.PackedColumn;
import org.sparkrnn.nn.output.Loss;

/** One of K classes: cross-entropy, with class weights and smoothing. */
final class SoftmaxTwin implements HeadTwin {
  private final Loss choices;

  SoftmaxTwin(Loss loss) {
    choices = loss;
  }

  @Override
  public double[] outputs(double[] o) {
    return Functions.softmax(o);
  }

  @Override
  public double loss(double[] o, PackedColumn targets, int row) {
    double[] p = Functions.softmax(o);
    double loss = 0;
    for (int k = 0; k < p.length; k++) {
      loss -= share(k, targets.ints()[row], p.length) * Math.log(p[k]);
    }
    return loss;
  }

  /** The weighted share of class k in a target of class y. */
  private double share(int k, int y, int K) {
    double smoothing = choices.labelSmoothing();
    float[] weights = choices.classWeights();
    double share = (k == y ? 1 - smoothing : 0) + smoothing / K;
    return share * (weights == null ? 1 : weights[k]);
  }
}
