package org.sparkrnn.bench;

import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.sparkrnn.nn.Gradient;

/**
 * One synchronous training step without Spark: every thread computes the gradient of its part of
 * the mini-batch, then each sums and applies one slice of the parameters, w = w - lr g.
 */
public final class TrainingStep implements Runnable {
  /** So small that the weights hardly change and all steps take the same time. */
  static final float LEARNING_RATE = 1e-6f;

  private final Team team;
  private final float[] w;
  private final int rowSize;
  private final Gradient[] gradients;
  private final Function<float[], Gradient>[] parts;

  /**
   * @param rowSize size of an embedding row, 0 without an embedding
   * @param part makes the function that computes the gradient of part i from weights; the result is
   *     valid until the function's next call
   */
  @SuppressWarnings("unchecked") // an array of functions
  public TrainingStep(
      Team team, float[] w, int rowSize, IntFunction<Function<float[], Gradient>> part) {
    this.team = team;
    this.w = w;
    this.rowSize = rowSize;
    gradients = new Gradient[team.size()];
    parts = IntStream.range(0, team.size()).mapToObj(part).toArray(Function[]::new);
  }

  @Override
  public void run() {
    team.run(i -> gradients[i] = parts[i].apply(w));
    team.run(this::updateSlice);
    for (Gradient gradient : gradients) {
      updateRows(gradient.rows(), gradient.rowValues());
    }
  }

  private void updateSlice(int i) {
    float[] sum = gradients[0].dense();
    int from = team.from(i, sum.length);
    int to = team.from(i + 1, sum.length);
    for (int part = 1; part < gradients.length; part++) {
      add(gradients[part].dense(), sum, from, to);
    }
    int offset = gradients[0].denseOffset();
    for (int j = from; j < to; j++) {
      w[offset + j] -= LEARNING_RATE * sum[j];
    }
  }

  private static void add(float[] part, float[] sum, int from, int to) {
    for (int j = from; j < to; j++) {
      sum[j] += part[j];
    }
  }

  private void updateRows(int[] rows, float[] values) {
    for (int k = 0; k < rows.length; k++) {
      for (int j = 0; j < rowSize; j++) {
        w[rows[k] * rowSize + j] -= LEARNING_RATE * values[k * rowSize + j];
      }
    }
  }
}
