package org.sparkrnn.nn.output;

import java.util.Arrays;
import org.sparkrnn.data.InvalidInputException;

/**
 * All alignments of one target z of U labels with T steps (Graves et al. 2006, Connectionist
 * Temporal Classification, section 4). An alignment gives each step a label or the blank; what
 * remains without repetitions and blanks is z. With z' = blank, z_1, blank, z_2, ..., z_U, blank of
 * S = 2U + 1 places and e_t(s) = log p_t(z'_s), all in logarithms, so that nothing underflows:
 *
 * <pre>
 *   a_t(s) = e_t(s) + log(exp a_t-1(s) + exp a_t-1(s-1) + [skip(s)] exp a_t-1(s-2))
 *   b_t(s) = log(exp(e_t+1(s) + b_t+1(s)) + exp(e_t+1(s+1) + b_t+1(s+1))
 *                + [skip(s+2)] exp(e_t+1(s+2) + b_t+1(s+2)))
 *   log p(z) = log(exp a_T(S) + exp a_T(S-1))
 *   q_t(s) = exp(a_t(s) + b_t(s) - log p(z))        the share of alignments at place s in step t
 * </pre>
 *
 * skip(s) is true if z'_s is a label other than z'_s-2, so that the blank between them may be left
 * out. Places that cannot be reached from the beginning, or from which the end cannot be reached,
 * are skipped. Buffers belong to one thread and only grow.
 */
public final class CtcLattice {
  private double[] e = {}; // [T, U + 1] log p of the blank, and of each label of z
  private double[] q = {}; // [T, U + 1] shares of the blank's places together, and of each label
  private double[] a = {}; // [T, S]
  private double[] ahead = {}; // [S + 2] e_t+1 + b_t+1
  private double[] beta = {}; // [S] b_t
  private boolean[] skip = {}; // [S]
  private byte[] from = {}; // [T, S] how many places the best alignment moved
  private int T;
  private int U;
  private int S;
  private double logP;

  /** The smallest number of steps for a target: its labels, plus a blank between equal ones. */
  public static int leastSteps(int[] z, int first, int U) {
    int steps = U;
    for (int u = 1; u < U; u++) {
      steps += z[first + u] == z[first + u - 1] ? 1 : 0;
    }
    return steps;
  }

  /**
   * Takes another target.
   *
   * @param z the labels, from {@code first} on
   * @param steps T, 1 or more
   * @throws InvalidInputException if there is no alignment: the target needs more steps
   */
  public void take(int[] z, int first, int labels, int steps) {
    if (leastSteps(z, first, labels) > steps) {
      throw new InvalidInputException(
          "a transcript of %d labels needs %d steps, but the network makes %d of its sequence; set smaller strides in convLayers, or a larger upsample"
              .formatted(labels, leastSteps(z, first, labels), steps));
    }
    T = steps;
    U = labels;
    S = 2 * U + 1;
    int size = Math.multiplyExact(T, U + 1);
    if (e.length < size) {
      e = new double[size];
      q = new double[size];
    }
    skip = skip.length < S ? new boolean[S] : skip;
    for (int s = 0; s < S; s++) {
      skip[s] = s % 2 == 1 && s > 1 && z[first + s / 2] != z[first + s / 2 - 1];
    }
  }

  /**
   * The log probabilities, to be filled in after {@link #take}: [T, U + 1], at each step those of
   * the blank and then of each label of the target.
   */
  public double[] logProbabilities() {
    return e;
  }

  /** The first place from which the end can be reached at step t. */
  private int low(int t) {
    return Math.max(0, S - 2 * (T - t));
  }

  /** The place after the last one that can be reached at step t. */
  private int high(int t) {
    return Math.min(S, 2 * (t + 1));
  }

  private double at(int t, int s) {
    return e[t * (U + 1) + (s % 2 == 0 ? 0 : s / 2 + 1)];
  }

  /** log p(z): the loss is its negative. */
  public double forward() {
    int size = Math.multiplyExact(T, S);
    a = a.length < size ? new double[size] : a;
    for (int t = 0; t < T; t++) {
      int row = t * S;
      Arrays.fill(a, row, row + S, Double.NEGATIVE_INFINITY);
      for (int s = low(t); s < high(t); s++) {
        double before = t == 0 ? 0 : a[row - S + s];
        if (t > 0 && s > 0) {
          before =
              s > 1 && skip[s]
                  ? logSum(before, a[row - S + s - 1], a[row - S + s - 2])
                  : logSum(before, a[row - S + s - 1]);
        }
        a[row + s] = before + at(t, s);
      }
    }
    int last = (T - 1) * S;
    logP = U == 0 ? a[last] : logSum(a[last + S - 1], a[last + S - 2]);
    return logP;
  }

  /**
   * The shares q after {@link #forward}, [T, U + 1]: at each step the share of alignments with the
   * blank, then those of alignments with each label. Each row sums to 1.
   */
  public double[] backward() {
    ahead = ahead.length < S + 2 ? new double[S + 2] : ahead;
    beta = beta.length < S ? new double[S] : beta;
    Arrays.fill(q, 0, T * (U + 1), 0);
    Arrays.fill(ahead, 0, S + 2, Double.NEGATIVE_INFINITY);
    for (int t = T - 1; t >= 0; t--) {
      int row = t * (U + 1);
      for (int s = low(t); s < high(t); s++) {
        double b = 0;
        if (t < T - 1) {
          b =
              s + 2 < S && skip[s + 2]
                  ? logSum(ahead[s], ahead[s + 1], ahead[s + 2])
                  : logSum(ahead[s], ahead[s + 1]);
        }
        beta[s] = b;
        q[row + (s % 2 == 0 ? 0 : s / 2 + 1)] += Math.exp(a[t * S + s] + b - logP);
      }
      Arrays.fill(ahead, 0, S, Double.NEGATIVE_INFINITY);
      for (int s = low(t); s < high(t); s++) {
        ahead[s] = at(t, s) + beta[s];
      }
    }
    return q;
  }

  /**
   * The first step of each label in the best alignment, which has the largest product of
   * probabilities; of equal ones, the one with the latest labels.
   *
   * @return [U] from 0 on
   */
  public int[] bestSteps() {
    int size = Math.multiplyExact(T, S);
    a = a.length < size ? new double[size] : a;
    from = from.length < size ? new byte[size] : from;
    for (int t = 0; t < T; t++) {
      int row = t * S;
      Arrays.fill(a, row, row + S, Double.NEGATIVE_INFINITY);
      for (int s = low(t); s < high(t); s++) {
        int best = 0;
        for (int d = 1; t > 0 && d <= (skip[s] ? 2 : Math.min(1, s)); d++) {
          best = a[row - S + s - d] > a[row - S + s - best] ? d : best;
        }
        a[row + s] = (t == 0 ? 0 : a[row - S + s - best]) + at(t, s);
        from[row + s] = (byte) best;
      }
    }
    int last = (T - 1) * S;
    int s = U > 0 && a[last + S - 2] > a[last + S - 1] ? S - 2 : S - 1;
    int[] steps = new int[U];
    for (int t = T - 1; t >= 0; t--) {
      if (s % 2 == 1) {
        steps[s / 2] = t;
      }
      s -= from[t * S + s];
    }
    return steps;
  }

  static double logSum(double x, double y) {
    double max = Math.max(x, y);
    if (max == Double.NEGATIVE_INFINITY) {
      return max;
    }
    return max + Math.log1p(Math.exp(Math.min(x, y) - max));
  }

  private static double logSum(double x, double y, double z) {
    double max = Math.max(x, Math.max(y, z));
    if (max == Double.NEGATIVE_INFINITY) {
      return max;
    }
    return max + Math.log(Math.exp(x - max) + Math.exp(y - max) + Math.exp(z - max));
  }
}
