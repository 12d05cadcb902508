package org.sparkrnn.nn.output;

import java.util.Arrays;

/**
 * The forward-backward algorithm over the label sequences y of one sequence, with the scores
 *
 * <pre>
 *   s(y) = start[y_1] + sum_t o_t[y_t] + sum_t A[y_t-1, y_t] + end[y_T]      Z = sum_y exp(s(y))
 * </pre>
 *
 * Forward and backward variables are probabilities, scaled at every step, so that a step is a
 * product with E = exp(A - max A) instead of K^2 exponentials (Rabiner 1989). With g_t = e_t b_t,
 * where "/ sum" and "/ max" denote the scaling:
 *
 * <pre>
 *   e_t = exp(o_t - max o_t)      a_t = (a_t-1 E) e_t / sum      b_t = E g_t+1 / max
 *   p(y_t = k) = a_t[k] b_t[k] / sum      p(y_t = j, y_t+1 = k) = a_t[j] E[j, k] g_t+1[k] / sum
 * </pre>
 *
 * Underflowing terms are smaller than the others by exp({@link #SAFE_RANGE} - 708) if all of A and
 * of end are within that range of each other, for any o_t. Otherwise the same is computed in
 * logarithms. Computation is in double and one sequence at a time, so that a sequence's result does
 * not depend on others.
 */
final class LinearChain {
  /** exp of it and of its negative are far from the limits of double. */
  private static final double SAFE_RANGE = 300;

  private final int K;
  private final double[] A; // [K, K] from, to
  private final double[] start; // [K]
  private final double[] end; // [K]
  private final double[] E; // [K, K] exp(A - maxA), if scaled
  private final double[] Et; // [K, K] its transpose
  private final double[] f; // [K] exp(end - maxEnd)
  private final double[] pairs; // [K, K] expected transitions; without E if scaled
  private final double[] u; // [K]
  private double maxA;
  private double maxEnd;
  private boolean scaled;
  private double[] e = {}; // [T, K]; the scores o if in logarithms
  private double[] a = {}; // [T, K]
  private double[] b = {}; // [T, K]
  private double[] g = {}; // [T, K]
  private double[] scales = {}; // [T] divisors of b
  private double logZ;

  LinearChain(int K) {
    this.K = K;
    A = new double[K * K];
    E = new double[K * K];
    Et = new double[K * K];
    pairs = new double[K * K];
    start = new double[K];
    end = new double[K];
    f = new double[K];
    u = new double[K];
  }

  /** Reads the scores of transitions, start and end, which lie in w from there on. */
  void take(float[] w, int ofA, int ofStart, int ofEnd) {
    for (int i = 0; i < K * K; i++) {
      A[i] = w[ofA + i];
    }
    for (int k = 0; k < K; k++) {
      start[k] = w[ofStart + k];
      end[k] = w[ofEnd + k];
    }
    maxA = max(A, 0, K * K);
    maxEnd = max(end, 0, K);
    double range = Math.max(maxA - min(A), maxEnd - min(end));
    scaled = range <= SAFE_RANGE; // not if one is not a number
    for (int j = 0; scaled && j < K; j++) {
      f[j] = Math.exp(end[j] - maxEnd);
      for (int k = 0; k < K; k++) {
        E[j * K + k] = Math.exp(A[j * K + k] - maxA);
        Et[k * K + j] = E[j * K + k];
      }
    }
  }

  /** s(y) of the labels y [T]. */
  double score(int T, double[] o, int[] y) {
    double s = start[y[0]] + end[y[T - 1]];
    for (int t = 0; t < T; t++) {
      s += o[t * K + y[t]] + (t == 0 ? 0 : A[y[t - 1] * K + y[t]]);
    }
    return s;
  }

  /**
   * log Z.
   *
   * @param T at least 1
   * @param o [T, K]
   */
  double forward(int T, double[] o) {
    reserve(T);
    logZ = scaled ? scaledForward(T, o) : logForward(T, o);
    return logZ;
  }

  private void reserve(int T) {
    if (a.length < T * K) {
      e = new double[T * K];
      a = new double[T * K];
      b = new double[T * K];
      g = new double[T * K];
      scales = new double[T];
    }
  }

  private double scaledForward(int T, double[] o) {
    double log = (T - 1) * maxA + maxEnd;
    for (int t = 0; t < T; t++) {
      int n = t * K;
      if (t == 0) {
        for (int k = 0; k < K; k++) {
          e[k] = o[k] + start[k];
        }
        Arrays.fill(u, 1);
      } else {
        System.arraycopy(o, n, e, n, K);
        product(a, n - K, E, u, 0);
      }
      double most = max(e, n, n + K);
      double sum = 0;
      for (int k = 0; k < K; k++) {
        e[n + k] = Math.exp(e[n + k] - most);
        a[n + k] = u[k] * e[n + k];
        sum += a[n + k];
      }
      scale(a, n, 1 / sum);
      log += most + Math.log(sum);
    }
    double sum = 0;
    for (int k = 0; k < K; k++) {
      sum += a[(T - 1) * K + k] * f[k];
    }
    return log + Math.log(sum);
  }

  /**
   * The marginals p(y_t = k) of the last {@link #forward}.
   *
   * @param p [T, K] written
   */
  void backward(int T, double[] p) {
    if (scaled) {
      scaledBackward(T);
    } else {
      logBackward(T);
    }
    for (int n = 0; n < T * K; n += K) {
      double sum = 0;
      for (int k = 0; k < K; k++) {
        p[n + k] = scaled ? a[n + k] * b[n + k] : Math.exp(a[n + k] + b[n + k] - logZ);
        sum += p[n + k];
      }
      scale(p, n, 1 / sum);
    }
  }

  private void scaledBackward(int T) {
    for (int t = T - 1; t >= 0; t--) {
      int n = t * K;
      if (t == T - 1) {
        System.arraycopy(f, 0, b, n, K);
      } else {
        product(g, n + K, Et, b, n);
        scales[t] = max(b, n, n + K);
        scale(b, n, 1 / scales[t]);
      }
      for (int k = 0; k < K; k++) {
        g[n + k] = e[n + k] * b[n + k];
      }
    }
  }

  /** Adds {@code weight} p(y_t = j, y_t+1 = k), summed over t, of the last {@link #backward}. */
  void addPairs(int T, double weight) {
    int t = 0;
    for (; scaled && t + 4 < T; t += 4) {
      addFourPairs(t, weight);
    }
    for (; t + 1 < T; t++) {
      if (scaled) {
        double norm = weight / pairNorm(t);
        for (int j = 0; j < K; j++) {
          double aj = norm * a[t * K + j];
          for (int k = 0; k < K; k++) {
            pairs[j * K + k] += aj * g[(t + 1) * K + k];
          }
        }
      } else {
        addLogPairs(t, weight);
      }
    }
  }

  /**
   * Adds the pairs of steps t to t + 3, so that each pair is read and written once for four steps.
   */
  private void addFourPairs(int t, double weight) {
    double n0 = weight / pairNorm(t);
    double n1 = weight / pairNorm(t + 1);
    double n2 = weight / pairNorm(t + 2);
    double n3 = weight / pairNorm(t + 3);
    int next = (t + 1) * K;
    for (int j = 0; j < K; j++) {
      int at = t * K + j;
      double a0 = n0 * a[at];
      double a1 = n1 * a[at + K];
      double a2 = n2 * a[at + 2 * K];
      double a3 = n3 * a[at + 3 * K];
      int row = j * K;
      for (int k = 0; k < K; k++) {
        pairs[row + k] +=
            a0 * g[next + k]
                + a1 * g[next + K + k]
                + a2 * g[next + 2 * K + k]
                + a3 * g[next + 3 * K + k];
      }
    }
  }

  /** sum_jk a_t[j] E[j, k] g_t+1[k], which is sum_j a_t[j] b_t[j] before b_t was scaled. */
  private double pairNorm(int t) {
    double sum = 0;
    for (int n = t * K; n < (t + 1) * K; n++) {
      sum += a[n] * b[n];
    }
    return sum * scales[t];
  }

  /** Adds the sums of {@link #addPairs} to a gradient of A and clears them. */
  void flushPairs(float[] dA, int at) {
    for (int i = 0; i < K * K; i++) {
      dA[at + i] += (float) (scaled ? E[i] * pairs[i] : pairs[i]);
    }
    Arrays.fill(pairs, 0);
  }

  // ---- the same in logarithms -----------------------------------------------------------------

  private double logForward(int T, double[] o) {
    System.arraycopy(o, 0, e, 0, T * K);
    for (int t = 0; t < T; t++) {
      for (int k = 0; k < K; k++) {
        for (int j = 0; t > 0 && j < K; j++) {
          u[j] = a[(t - 1) * K + j] + A[j * K + k];
        }
        a[t * K + k] = (t > 0 ? logSum(u) : start[k]) + o[t * K + k];
      }
    }
    for (int k = 0; k < K; k++) {
      u[k] = a[(T - 1) * K + k] + end[k];
    }
    return logSum(u);
  }

  private void logBackward(int T) {
    for (int t = T - 1; t >= 0; t--) {
      for (int j = 0; j < K; j++) {
        for (int k = 0; t < T - 1 && k < K; k++) {
          u[k] = A[j * K + k] + e[(t + 1) * K + k] + b[(t + 1) * K + k];
        }
        b[t * K + j] = t < T - 1 ? logSum(u) : end[j];
      }
    }
  }

  private void addLogPairs(int t, double weight) {
    for (int j = 0; j < K; j++) {
      double aj = a[t * K + j] - logZ;
      for (int k = 0; k < K; k++) {
        int next = (t + 1) * K + k;
        pairs[j * K + k] += weight * Math.exp(aj + A[j * K + k] + e[next] + b[next]);
      }
    }
  }

  private static double logSum(double[] x) {
    double most = max(x, 0, x.length);
    double sum = 0;
    for (double value : x) {
      sum += Math.exp(value - most);
    }
    return most + Math.log(sum);
  }

  // ---- loops ----------------------------------------------------------------------------------

  /** y [K] = x [K] M, four rows of M at a time, so that y is read and written once for them. */
  private void product(double[] x, int at, double[] M, double[] y, int to) {
    Arrays.fill(y, to, to + K, 0);
    int j = 0;
    for (; j <= K - 4; j += 4) {
      double x0 = x[at + j];
      double x1 = x[at + j + 1];
      double x2 = x[at + j + 2];
      double x3 = x[at + j + 3];
      int row = j * K;
      for (int k = 0; k < K; k++) {
        y[to + k] +=
            x0 * M[row + k]
                + x1 * M[row + K + k]
                + x2 * M[row + 2 * K + k]
                + x3 * M[row + 3 * K + k];
      }
    }
    for (; j < K; j++) {
      double xj = x[at + j];
      for (int k = 0; k < K; k++) {
        y[to + k] += xj * M[j * K + k];
      }
    }
  }

  private void scale(double[] x, int at, double factor) {
    for (int k = at; k < at + K; k++) {
      x[k] *= factor;
    }
  }

  private static double max(double[] x, int from, int to) {
    double most = x[from];
    for (int i = from + 1; i < to; i++) {
      most = Math.max(most, x[i]);
    }
    return most;
  }

  private static double min(double[] x) {
    double least = x[0];
    for (double value : x) {
      least = Math.min(least, value);
    }
    return least;
  }
}
