package org.sparkrnn.baseline;

/**
 * The lowest and the highest value of each channel of a series b within r steps of each step, and
 * the bound on the warped distance of another series a, as long as b, that follows from them:
 *
 * <pre>
 *   DTW_r(a, b)^2 >= sum over i, c of (a_ic - U_ic)^2 above the envelope, (L_ic - a_ic)^2 below it
 * </pre>
 *
 * (LB_Keogh: Keogh and Ratanamahatana, Exact indexing of dynamic time warping, 2005; the running
 * extremes: Lemire, Faster retrieval with a two-pass dynamic-time-warping lower bound, 2009.)
 */
final class Envelope {
  private Envelope() {}

  /**
   * Running extremes of a series.
   *
   * @param x [T, C]
   * @param sign 1 for the highest values, -1 for the lowest
   * @return [T, C]
   */
  static double[] of(double[] x, int channels, int radius, int sign) {
    int T = x.length / channels;
    double[] extremes = new double[x.length];
    int[] queue = new int[T]; // steps in the window with falling (or rising) values
    for (int c = 0; c < channels; c++) {
      int head = 0;
      int tail = 0;
      int next = 0;
      for (int t = 0; t < T; t++) {
        for (; next < T && next <= t + radius; next++) {
          double value = sign * x[next * channels + c];
          while (tail > head && sign * x[queue[tail - 1] * channels + c] <= value) {
            tail--;
          }
          queue[tail++] = next;
        }
        while (queue[head] < t - radius) {
          head++;
        }
        extremes[t * channels + c] = x[queue[head] * channels + c];
      }
    }
    return extremes;
  }

  /** The lower bound of the squared distance. */
  static double bound(double[] a, double[] lower, double[] upper) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += squared(a[k], lower[k], upper[k]);
    }
    return sum;
  }

  /**
   * Computes the part of the bound from each step on.
   *
   * @param rest receives the parts, [T + 1]
   */
  static void rest(double[] a, double[] lower, double[] upper, int channels, double[] rest) {
    int T = a.length / channels;
    rest[T] = 0;
    for (int t = T - 1; t >= 0; t--) {
      double sum = 0;
      for (int k = t * channels; k < (t + 1) * channels; k++) {
        sum += squared(a[k], lower[k], upper[k]);
      }
      rest[t] = rest[t + 1] + sum;
    }
  }

  private static double squared(double value, double lower, double upper) {
    double d = value > upper ? value - upper : value < lower ? lower - value : 0;
    return d * d;
  }
}
