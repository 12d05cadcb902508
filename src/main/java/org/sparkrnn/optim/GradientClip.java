package org.sparkrnn.optim;

/**
 * Gradient clipping by value (PyTorch's clip_grad_value_) and by the global norm (Pascanu, Mikolov
 * and Bengio 2013; clip_grad_norm_). If both are set, values are clipped first, so that the bound
 * of the norm holds for the gradient that the optimizer receives.
 */
public final class GradientClip {
  private static final int LANES = 8;

  private GradientClip() {}

  /**
   * The Euclidean norm of all values, summed in double. The order of the sum is fixed, regardless
   * of the number of cores.
   */
  public static double norm(float[] g) {
    double[] sums = new double[Ranges.pieces(g.length)];
    Ranges.forEach(g.length, (piece, from, to) -> sums[piece] = squares(g, from, to));
    double sum = 0;
    for (double s : sums) {
      sum += s;
    }
    return Math.sqrt(sum);
  }

  /** Several sums in parallel, because a single sum would wait for each addition to finish. */
  private static double squares(float[] g, int from, int to) {
    double[] lanes = new double[LANES];
    int i = from;
    for (; i + LANES <= to; i += LANES) {
      for (int lane = 0; lane < LANES; lane++) {
        double v = g[i + lane];
        lanes[lane] += v * v;
      }
    }
    double sum = 0;
    for (; i < to; i++) {
      sum += (double) g[i] * g[i];
    }
    for (double lane : lanes) {
      sum += lane;
    }
    return sum;
  }

  /**
   * The factor that scales a gradient of this norm down to at most {@code maxNorm}.
   *
   * @param maxNorm the bound; 0 clips nothing
   */
  public static double factor(double norm, double maxNorm) {
    return maxNorm > 0 && norm > maxNorm ? maxNorm / norm : 1;
  }

  /** Scales in place, then moves every element into [-maxValue, maxValue]. */
  public static void clipValues(float[] g, double scale, double maxValue) {
    float factor = (float) scale;
    float bound = (float) maxValue;
    Ranges.forEach(
        g.length,
        (piece, from, to) -> {
          for (int i = from; i < to; i++) {
            g[i] = Math.max(-bound, Math.min(bound, factor * g[i]));
          }
        });
  }
}
