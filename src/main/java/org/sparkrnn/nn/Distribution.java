package org.sparkrnn.nn;

import java.util.SplittableRandom;

/** A family of distributions of one value; each of them is an array of its parameters p. */
public interface Distribution {
  /** P, how many parameters there are. */
  int parameters();

  /** Whether values are whole numbers from 0 on, which are learned as they are. */
  boolean ofCounts();

  /** -log p(y). */
  double loss(double[] p, double y);

  /** The mean; of Student's distribution the middle. */
  double mean(double[] p);

  /**
   * The value below which a share of {@code level} lies.
   *
   * @param normal {@link #normal} of the level, which is the same for all values
   */
  double quantile(double[] p, double level, double normal);

  /** The quantile of the standard normal distribution, from which that of another is found. */
  double normal(double level);

  /** A random value. */
  double sample(double[] p, SplittableRandom random);

  /**
   * The parameters of a value as the data has it.
   *
   * @param outputs of the network, from {@code at} on
   * @param base what is added to a value that the network forecasts; 0 of counts
   * @param scale what that is multiplied by before
   */
  double[] restored(double[] outputs, int at, double base, double scale);
}
