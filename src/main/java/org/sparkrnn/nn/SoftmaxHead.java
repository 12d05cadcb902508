package org.sparkrnn.nn;

import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.math.Kernels;

/** One of K classes a step: p = softmax(o), l = -log p_y, dl/do = p - onehot(y). */
final class SoftmaxHead implements Head {
  @Override
  public double lossAndGradient(float[] logits, int K, PackedBatch batch, int row, int rows) {
    double loss = 0;
    for (int n = 0; n < rows; n++) {
      loss += Kernels.get().softmaxCrossEntropy(logits, n * K, K, label(batch, row + n, K));
    }
    return loss;
  }

  @Override
  public Evaluation evaluate(float[] logits, int K, PackedBatch batch, int row, int rows) {
    double loss = 0;
    long correct = 0;
    for (int n = 0; n < rows; n++) {
      int y = label(batch, row + n, K);
      int best = 0;
      for (int k = 1; k < K; k++) {
        best = logits[n * K + k] > logits[n * K + best] ? k : best;
      }
      float target = logits[n * K + y];
      loss += softmax(logits, n * K, K) - target;
      correct += best == y ? 1 : 0;
    }
    return new Evaluation(loss, rows, correct);
  }

  private static int label(PackedBatch batch, int row, int K) {
    int y = batch.labels()[row];
    if (y < 0 || y >= K) {
      throw new IllegalArgumentException(
          "label %d is outside the %d classes 0..%d".formatted(y, K, K - 1));
    }
    return y;
  }

  @Override
  public void outputs(float[] logits, int K, int N) {
    for (int n = 0; n < N; n++) {
      softmax(logits, n * K, K);
    }
  }

  /** Softmax of one row in place; returns log(sum(exp(o))). */
  private static double softmax(float[] o, int row, int K) {
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
