package org.sparkrnn.train;

import org.sparkrnn.nn.Gradient;
import org.sparkrnn.optim.GradientClip;
import org.sparkrnn.optim.Optimizer;

/** The driver's part of a step: the mean of the gradient, clipped, and the optimizer's update. */
final class WeightUpdate {
  private final float[] w;
  private final Optimizer optimizer;
  private final float[][] state;
  private final double clipNorm;
  private final double learningRate;
  private float[] buffer = {};
  private long number; // of updates made

  /**
   * @param w updated in place
   */
  WeightUpdate(float[] w, TrainingOptions options) {
    this.w = w;
    optimizer = options.optimizer().create(options.momentum());
    state = new float[optimizer.stateSlots()][w.length];
    clipNorm = options.gradientClipNorm();
    learningRate = options.learningRate();
  }

  /**
   * One update, unless the gradient is not finite.
   *
   * @param sum over targets of this weight together
   * @return the norm of the mean gradient before clipping
   */
  double apply(Gradient sum, double weight) {
    if (sum.denseOffset() > 0 && buffer.length == 0) {
      buffer = new float[w.length];
    }
    float[] g = sum.flat(buffer);
    double norm = GradientClip.norm(g) / weight;
    if (Double.isFinite(norm)) {
      double scale = GradientClip.factor(norm, clipNorm) / weight;
      optimizer.update(w, g, scale, state, ++number, learningRate);
    }
    return norm;
  }
}
