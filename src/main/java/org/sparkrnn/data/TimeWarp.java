package org.sparkrnn.data;

/**
 * Warps the time of a sequence of numbers, so that a classifier does not learn the particular
 * speeds of a few training series (Iwana and Uchida 2021, An empirical survey of data augmentation
 * for time series classification with neural networks, survey window warping and time warping).
 *
 * <p>The speed at {@value #KNOTS} knots, evenly spread over the sequence, is exp(strength * (2u -
 * 1)) with u uniform in [0, 1), and changes linearly between them. Time is the sum of speeds,
 * scaled so that the first and last steps stay in place; values between two steps are interpolated.
 * A sequence keeps its length.
 *
 * @param strength 0 changes nothing; at 0.35 speeds vary by about a fifth
 * @param stream key of the random numbers ({@link BatchPlan#stream}), which depend only on it and
 *     the sequence's number in its block
 */
public record TimeWarp(double strength, long stream) {
  private static final int KNOTS = 5;

  /**
   * The positions in the original sequence of the warped sequence's steps, from 0 to steps - 1 and
   * never decreasing.
   *
   * @param sequence the sequence's number in its block
   * @param at [steps] receives the positions
   */
  void positions(int sequence, int steps, double[] at) {
    double[] speeds = new double[KNOTS];
    for (int k = 0; k < KNOTS; k++) {
      double u = BatchPlan.uniform(stream, sequence, k);
      speeds[k] = StrictMath.exp(strength * (2 * u - 1)); // the same on every processor
    }
    at[0] = 0;
    for (int t = 1; t < steps; t++) {
      double knot = (t - 0.5) / (steps - 1) * (KNOTS - 1);
      int k = Math.min(KNOTS - 2, (int) knot);
      at[t] = at[t - 1] + speeds[k] + (knot - k) * (speeds[k + 1] - speeds[k]);
    }
    double scale = steps < 2 ? 0 : (steps - 1) / at[steps - 1];
    for (int t = 1; t < steps; t++) {
      at[t] = Math.min(steps - 1, at[t] * scale);
    }
  }
}
