package org.sparkrnn.nn.output;

import java.util.Arrays;
import org.sparkrnn.data.PackedColumn;
import org.sparkrnn.nn.Evaluation;

/**
 * Distributions of K / P values: see {@link Likelihood}. Targets have K numbers too: of each value
 * y, then, if it is a count, the scale of its window; what else there is of the P is not read. A y
 * that is NaN is missing, and has no loss.
 */
public final class LikelihoodHead implements Head {
  private final int K;
  private final Likelihood likelihood;

  /**
   * @param K parameters of all values
   */
  LikelihoodHead(int K, Loss loss) {
    this.K = K;
    likelihood = loss.type().likelihood();
  }

  @Override
  public int targetWidth() {
    return K;
  }

  @Override
  public double lossAndGradient(float[] logits, PackedColumn targets, int row, int rows) {
    int P = likelihood.parameters();
    double[] p = new double[P];
    double[] d = new double[P];
    double sum = 0;
    for (int n = 0; n < rows; n++) {
      float weight = targets.weight(row + n);
      double rowLoss = 0;
      for (int k = 0; k < K; k += P) {
        if (Float.isNaN(targets.floats()[(row + n) * K + k])) {
          Arrays.fill(logits, n * K + k, n * K + k + P, 0f);
          continue;
        }
        rowLoss +=
            likelihood.lossAndGradient(
                logits, n * K + k, targets.floats(), (row + n) * K + k, p, d);
      }
      for (int k = n * K; weight != 1 && k < (n + 1) * K; k++) {
        logits[k] *= weight;
      }
      sum += weight * rowLoss;
    }
    return sum;
  }

  /** Errors refer to the means. */
  @Override
  public Evaluation evaluate(float[] logits, PackedColumn targets, int row, int rows) {
    int P = likelihood.parameters();
    double[] p = new double[P];
    double sum = 0;
    double weights = 0;
    double squared = 0;
    double absolute = 0;
    for (int n = 0; n < rows; n++) {
      float weight = targets.weight(row + n);
      int known = BatchTargets.known(targets, row + n, K, P);
      for (int k = 0; k < K; k += P) {
        int of = (row + n) * K + k;
        if (Float.isNaN(targets.floats()[of])) {
          continue;
        }
        double scale = likelihood.parameters(logits, n * K + k, targets.floats(), of, p);
        double y = targets.floats()[of];
        double error = (likelihood.mean(p) - y) / scale;
        sum += weight * likelihood.loss(p, y);
        squared += weight * error * error / known;
        absolute += weight * Math.abs(error) / known;
      }
      weights += weight;
    }
    return Evaluation.ofReals(sum, rows, weights, squared, absolute);
  }

  @Override
  public void outputs(float[] logits, int rows) {
    int P = likelihood.parameters();
    for (int at = 0; at < rows * K; at += P) {
      likelihood.outputs(logits, at);
    }
  }
}
