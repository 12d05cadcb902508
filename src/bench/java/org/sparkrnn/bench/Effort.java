package org.sparkrnn.bench;

/**
 * The duration of a benchmark's warm-up and measurement: as long as its figures need, or with
 * {@code quick=true} a hundredth of that, which only shows that it runs.
 */
public final class Effort {
  private static final int SHARE = 100;

  private final boolean quick;

  Effort(boolean quick) {
    this.quick = quick;
  }

  public double seconds(double full) {
    return quick ? full / SHARE : full;
  }

  /** The number of steps to run, at least 1. */
  public int steps(int full) {
    return quick ? Math.max(1, full / SHARE) : full;
  }
}
