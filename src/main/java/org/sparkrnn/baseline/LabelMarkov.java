package org.sparkrnn.baseline;

import java.io.Serializable;
import org.sparkrnn.data.InvalidInputException;

/**
 * Predicts each label independently of the others: with order 0 by its frequency, with order 1 by
 * whether the same label is set in the input, which is the previous frame if the next frame is
 * predicted. With add-one smoothing,
 *
 * <pre>
 *   P(y_k = 1 | x_k = s) = (c_k(s, 1) + 1) / (c_k(s, 0) + c_k(s, 1) + 2)
 * </pre>
 */
public final class LabelMarkov implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int order;
  private final double[] p; // [K, 2] P(label k | its state), of order 0 the same in both states

  /**
   * @param order 0 or 1
   * @param counts [K, 2, 2]: label, state, value; see {@link #count}
   * @throws InvalidInputException if nothing was counted
   */
  public LabelMarkov(int order, long[] counts) {
    this.order = order;
    if (counts.length == 0) {
      throw new InvalidInputException("there is nothing to count: the data has no steps");
    }
    p = new double[counts.length / 2];
    for (int i = 0; i < p.length; i++) {
      p[i] = (counts[2 * i + 1] + 1.0) / (counts[2 * i] + counts[2 * i + 1] + 2.0);
    }
  }

  /**
   * Adds one step to the counts.
   *
   * @param x [K] which labels the input has, above 1/2; null for order 0, where the state is 0
   * @param y [K] which labels hold
   * @param counts [K, 2, 2]
   */
  public static void count(double[] x, double[] y, long[] counts) {
    for (int k = 0; k < y.length; k++) {
      int state = x != null && set(x[k]) ? 1 : 0;
      counts[4 * k + 2 * state + (set(y[k]) ? 1 : 0)]++;
    }
  }

  /** Whether a number says that a label is set. */
  public static boolean set(double value) {
    return value > 0.5;
  }

  /** 0 or 1, as the class says. */
  public int order() {
    return order;
  }

  /** The number of labels, K. */
  public int labels() {
    return p.length / 2;
  }

  /**
   * P(y_k = 1) for each label, [K].
   *
   * @param x [K] which labels the input has; null for order 0
   */
  public double[] probabilities(double[] x) {
    double[] y = new double[labels()];
    for (int k = 0; k < y.length; k++) {
      y[k] = p[2 * k + (order > 0 && set(x[k]) ? 1 : 0)];
    }
    return y;
  }
}
