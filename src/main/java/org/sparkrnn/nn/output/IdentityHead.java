package org.sparkrnn.nn.output;

import org.sparkrnn.data.PackedColumn;
import org.sparkrnn.nn.Evaluation;
import org.sparkrnn.nn.onnx.OnnxGraph;

/**
 * A vector of K reals: p = o, and the loss of the errors p - y summed over k: {@link LossType}. A y
 * that is NaN is missing, and has no loss.
 */
public final class IdentityHead implements Head {
  private final int K;
  private final Loss loss;

  /**
   * @param K numbers of a target
   */
  public IdentityHead(int K, Loss loss) {
    this.K = K;
    this.loss = loss;
  }

  @Override
  public int targetWidth() {
    return K;
  }

  @Override
  public double lossAndGradient(float[] logits, PackedColumn targets, int row, int rows) {
    double sum = 0;
    for (int n = 0; n < rows; n++) {
      float weight = targets.weight(row + n);
      double rowLoss = 0;
      for (int k = 0; k < K; k++) {
        float y = targets.floats()[(row + n) * K + k];
        if (Float.isNaN(y)) {
          logits[n * K + k] = 0;
          continue;
        }
        double error = (double) logits[n * K + k] - y;
        rowLoss += loss.ofError(k, error);
        logits[n * K + k] = weight * (float) loss.slope(k, error);
      }
      sum += weight * rowLoss;
    }
    return sum;
  }

  @Override
  public Evaluation evaluate(float[] logits, PackedColumn targets, int row, int rows) {
    double sum = 0;
    double weights = 0;
    double squared = 0;
    double absolute = 0;
    for (int n = 0; n < rows; n++) {
      float weight = targets.weight(row + n);
      int known = BatchTargets.known(targets, row + n, K, 1);
      for (int k = 0; k < K; k++) {
        float y = targets.floats()[(row + n) * K + k];
        if (!Float.isNaN(y)) {
          double error = (double) logits[n * K + k] - y;
          sum += weight * loss.ofError(k, error);
          squared += weight * error * error / known;
          absolute += weight * Math.abs(error) / known;
        }
      }
      weights += weight;
    }
    return Evaluation.ofReals(sum, rows, weights, squared, absolute);
  }

  @Override
  public String onnx(OnnxGraph graph, String logits) {
    return logits;
  }

  @Override
  public void outputs(float[] logits, int rows) {
    // p = o
  }
}
