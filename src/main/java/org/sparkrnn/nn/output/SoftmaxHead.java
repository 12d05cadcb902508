package org.sparkrnn.nn.output;

import java.util.Arrays;
import java.util.Map;
import org.sparkrnn.data.PackedColumn;
import org.sparkrnn.math.Kernels;
import org.sparkrnn.nn.Evaluation;
import org.sparkrnn.nn.onnx.OnnxGraph;

/**
 * One of K classes: p = softmax(o). By default l = -log p_y and dl/do = p - onehot(y). With weights
 * and smoothing, q replaces onehot(y), and Q is the sum of its values:
 *
 * <pre>
 *   q = (1 - e) w_y onehot(y) + e/K w     l = -sum_k q_k log p_k     dl/do = Q p - q
 * </pre>
 */
public final class SoftmaxHead implements Head {
  private final int K;
  private final float[] w; // [K] class weights
  private final double sumOfWeights; // of w
  private final double own; // 1 - e
  private final double each; // e/K
  private final boolean plain;

  /**
   * @param K classes
   */
  public SoftmaxHead(int K, Loss loss) {
    this.K = K;
    float[] weights = loss.classWeights();
    w = weights == null ? new float[K] : weights;
    if (weights == null) {
      Arrays.fill(w, 1f);
    }
    double sum = 0;
    for (float weight : w) {
      sum += weight;
    }
    sumOfWeights = sum;
    own = 1 - loss.labelSmoothing();
    each = loss.labelSmoothing() / K;
    plain = weights == null && each == 0;
  }

  @Override
  public int targetWidth() {
    return 0;
  }

  @Override
  public double lossAndGradient(float[] logits, PackedColumn targets, int row, int rows) {
    double loss = 0;
    for (int n = 0; n < rows; n++) {
      int y = BatchTargets.label(targets, row + n, K);
      if (plain && !targets.weighted()) {
        loss += Kernels.get().softmaxCrossEntropy(logits, n * K, K, y);
      } else {
        float weight = targets.weight(row + n);
        loss += weight * weightedRow(logits, n * K, y, weight);
      }
    }
    return loss;
  }

  /** Returns the loss of a row, and replaces the row by {@code weight} times its gradient. */
  private double weightedRow(float[] o, int row, int y, float weight) {
    double target = o[row + y];
    double wo = 0; // sum_k w_k o_k
    for (int k = 0; each > 0 && k < K; k++) {
      wo += (double) w[k] * o[row + k];
    }
    double plainLoss = Kernels.get().softmaxCrossEntropy(o, row, K, y); // o: p - onehot(y)
    double rest = each * sumOfWeights; // the rest of q besides its own class's share
    float Q = (float) (own * w[y] + rest);
    for (int k = 0; k < K; k++) {
      o[row + k] = weight * (Q * o[row + k] - (float) each * w[k]);
    }
    o[row + y] += weight * (float) rest; // -q_y holds own w_y, of which Q onehot took more
    return own * w[y] * plainLoss + each * (sumOfWeights * (plainLoss + target) - wo);
  }

  @Override
  public double weight(PackedColumn targets) {
    if (plain) {
      return Head.super.weight(targets);
    }
    double sum = 0;
    for (int n = 0; n < targets.rows(); n++) {
      sum += (double) targets.weight(n) * w[BatchTargets.label(targets, n, K)];
    }
    return sum;
  }

  @Override
  public Evaluation evaluate(float[] logits, PackedColumn targets, int row, int rows) {
    double loss = 0;
    double weights = 0;
    double correct = 0;
    for (int n = 0; n < rows; n++) {
      int y = BatchTargets.label(targets, row + n, K);
      float weight = targets.weight(row + n);
      int best = 0;
      for (int k = 1; k < K; k++) {
        best = logits[n * K + k] > logits[n * K + best] ? k : best;
      }
      float target = logits[n * K + y];
      loss += weight * (softmax(logits, n * K) - target);
      weights += weight;
      correct += best == y ? weight : 0;
    }
    return Evaluation.ofLabels(loss, rows, weights, correct);
  }

  @Override
  public String onnx(OnnxGraph graph, String logits) {
    return graph.node("Softmax", Map.of("axis", -1), logits);
  }

  @Override
  public void outputs(float[] logits, int rows) {
    for (int n = 0; n < rows; n++) {
      softmax(logits, n * K);
    }
  }

  /** Softmax of one row in place; returns log(sum(exp(o))). */
  private double softmax(float[] o, int row) {
    float max = o[row];
    for (int k = 1; k < K; k++) {
      max = Math.max(max, o[row + k]);
    }
    double sum = 0;
    for (int k = 0; k < K; k++) {
      float e = (float) Math.exp(o[row + k] - max);
      o[row + k] = e;
      sum += e;
    }
    float scale = (float) (1.0 / sum);
    for (int k = 0; k < K; k++) {
      o[row + k] *= scale;
    }
    return max + Math.log(sum);
  }
}
