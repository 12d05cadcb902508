package org.sparkrnn.data;

/**
 * Bends the time of a sequence of numbers, so that a network that is to tell series apart does not
 * learn how fast each of the few that it is shown happens to be (window warping and time warping
 * are surveyed by Iwana and Uchida 2021, An empirical survey of data augmentation for time series
 * classification with neural networks).
 *
 * <p>The speed at {@value #KNOTS} knots, evenly spread over the sequence, is exp(strength * (2u -
 * 1)) with u uniform in [0, 1), and changes linearly between them. Time is the sum of speeds,
 * scaled so that the first step stays the first and the last the last; values between two steps are
 * interpolated. A sequence keeps its length.
 *
 * @param strength 0 leaves all as it is; at 0.35 speeds differ by about a fifth
 * @param stream key of its random numbers ({@link BatchPlan#stream}); what a sequence gets depends
 *     on it, the sequence's number in its block, and nothing else
 */
public record TimeWarp(double strength, long stream) {
  private static final int KNOTS = 5;

  /**
   * Where the steps of a warped sequence lie in the given one, from 0 to steps - 1, never falling.
   *
   * @param sequence its number in its block
   * @param at [steps] to be written
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
