package org.sparkrnn.nn;

import org.sparkrnn.data.PackedTargets;

/** A vector of K reals: p = o, and the loss of the errors p - y summed over k: {@link LossType}. */
final class IdentityHead implements Head {
  private final int K;
  private final LossType type;
  private final double delta;

  IdentityHead(int K, Loss loss) {
    this.K = K;
    type = loss.type();
    delta = loss.huberDelta();
  }

  @Override
  public int targetWidth() {
    return K;
  }

  @Override
  public double lossAndGradient(float[] logits, PackedTargets targets, int row, int rows) {
    double loss = 0;
    for (int n = 0; n < rows; n++) {
      float weight = targets.weight(row + n);
      double rowLoss = 0;
      for (int k = 0; k < K; k++) {
        double error = (double) logits[n * K + k] - targets.vectors()[(row + n) * K + k];
        rowLoss += loss(error);
        logits[n * K + k] = weight * (float) slope(error);
      }
      loss += weight * rowLoss;
    }
    return loss;
  }

  private double loss(double error) {
    double size = Math.abs(error);
    return switch (type) {
      case SQUARED -> 0.5 * error * error;
      case ABSOLUTE -> size;
      case HUBER -> size <= delta ? 0.5 * error * error : delta * (size - 0.5 * delta);
    };
  }

  private double slope(double error) {
    return switch (type) {
      case SQUARED -> error;
      case ABSOLUTE -> Math.signum(error);
      case HUBER -> Math.max(-delta, Math.min(delta, error));
    };
  }

  @Override
  public Evaluation evaluate(float[] logits, PackedTargets targets, int row, int rows) {
    double loss = 0;
    double weights = 0;
    double squared = 0;
    double absolute = 0;
    for (int n = 0; n < rows; n++) {
      float weight = targets.weight(row + n);
      for (int k = 0; k < K; k++) {
        double error = (double) logits[n * K + k] - targets.vectors()[(row + n) * K + k];
        loss += weight * loss(error);
        squared += weight * error * error / K;
        absolute += weight * Math.abs(error) / K;
      }
      weights += weight;
    }
    return Evaluation.ofReals(loss, rows, weights, squared, absolute);
  }

  @Override
  public void outputs(float[] logits, int rows) {
    // p = o
  }
}
