package org.sparkrnn.nn.output;

import org.sparkrnn.data.PackedColumn;
import org.sparkrnn.nn.Evaluation;
import org.sparkrnn.nn.onnx.OnnxGraph;

/**
 * Several of K labels: p = sigmoid(o), l = -sum_k (y_k log p_k + (1 - y_k) log(1 - p_k)), dl/do = p
 * - y. From the logits, l_k = max(o, 0) - o y + log(1 + exp(-|o|)): no exp overflows, and no log
 * gets a rounded zero.
 */
public final class SigmoidHead implements Head {
  private final int K;

  /**
   * @param K labels
   */
  public SigmoidHead(int K) {
    this.K = K;
  }

  @Override
  public int targetWidth() {
    return K;
  }

  @Override
  public double lossAndGradient(float[] logits, PackedColumn targets, int row, int rows) {
    double loss = 0;
    for (int n = 0; n < rows; n++) {
      float weight = targets.weight(row + n);
      double rowLoss = 0;
      for (int k = 0; k < K; k++) {
        float o = logits[n * K + k];
        float y = target(targets, row + n, k);
        rowLoss += loss(o, y);
        logits[n * K + k] = weight * ((float) sigmoid(o) - y);
      }
      loss += weight * rowLoss;
    }
    return loss;
  }

  @Override
  public Evaluation evaluate(float[] logits, PackedColumn targets, int row, int rows) {
    double loss = 0;
    double weights = 0;
    double correct = 0;
    for (int n = 0; n < rows; n++) {
      float weight = targets.weight(row + n);
      double rowLoss = 0;
      boolean right = true;
      for (int k = 0; k < K; k++) {
        float o = logits[n * K + k];
        float y = target(targets, row + n, k);
        rowLoss += loss(o, y);
        right &= o > 0 == y > 0.5f;
      }
      loss += weight * rowLoss;
      weights += weight;
      correct += right ? weight : 0;
    }
    return Evaluation.ofLabels(loss, rows, weights, correct);
  }

  @Override
  public String onnx(OnnxGraph graph, String logits) {
    return graph.node("Sigmoid", logits);
  }

  @Override
  public void outputs(float[] logits, int rows) {
    for (int i = 0; i < rows * K; i++) {
      logits[i] = (float) sigmoid(logits[i]);
    }
  }

  private float target(PackedColumn targets, int row, int k) {
    float y = targets.floats()[row * K + k];
    if (!(y >= 0 && y <= 1)) {
      throw new IllegalArgumentException(
          "label %d must be given as 0 or 1, but is %s".formatted(k, y));
    }
    return y;
  }

  private static double loss(float o, float y) {
    return Math.max(o, 0) - (double) o * y + Math.log1p(Math.exp(-Math.abs(o)));
  }

  private static double sigmoid(float o) {
    return 1 / (1 + Math.exp(-o));
  }
}
