package org.sparkrnn.nn;

import java.util.SplittableRandom;

/** A family of distributions of one value; each of them is an array of its parameters p. */
public interface Distribution {
  /** P, the number of parameters. */
  int parameters();

  /** Whether values are whole numbers from 0 on, which are learned without scaling. */
  boolean ofCounts();

  /** -log p(y). */
  double loss(double[] p, double y);

  /** The mean, or the location for Student's distribution. */
  double mean(double[] p);

  /**
   * The quantile of a level.
   *
   * @param normal {@link #normal} of the level, which is the same for all values
   */
  double quantile(double[] p, double level, double normal);

  /** The standard normal quantile of a level, from which {@link #quantile} is computed. */
  double normal(double level);

  /** A random value. */
  double sample(double[] p, SplittableRandom random);

  /**
   * The parameters of a value in the units of the data.
   *
   * @param outputs outputs of the network, from {@code at} on
   * @param base the number that is added to the scaled value; 0 for counts
   * @param scale the factor by which a value is multiplied first
   */
  double[] restored(double[] outputs, int at, double base, double scale);
}
