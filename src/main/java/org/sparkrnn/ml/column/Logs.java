package org.sparkrnn.ml.column;

/** Logarithms of probabilities that were rounded to float, kept finite. */
public final class Logs {
  /**
   * Half the distance from 1 to the next smaller float: the largest 1 - p for which p rounds to 1.
   */
  private static final double CERTAIN = 0x1p-25;

  private Logs() {}

  /** log p in nats; for 0 it is the logarithm of the smallest normal float. */
  public static double of(double p) {
    return Math.log(Math.max(p, Float.MIN_NORMAL));
  }

  /** log (1 - p) in nats. */
  public static double ofOther(double p) {
    return Math.log(Math.max(1 - p, CERTAIN));
  }

  /** log p / (1 - p) in nats. */
  public static double odds(double p) {
    return of(p) - ofOther(p);
  }
}
