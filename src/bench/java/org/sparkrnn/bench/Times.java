package org.sparkrnn.bench;

import java.util.Arrays;

/** The times of steps, in seconds. */
public final class Times {
  private final double[] sorted;

  public Times(double... seconds) {
    if (seconds.length == 0) {
      throw new IllegalArgumentException("no steps were counted");
    }
    sorted = seconds.clone();
    Arrays.sort(sorted);
  }

  /** Repeats a step until both bounds are reached; for warming up, ignore the result. */
  public static Times of(Runnable step, int leastSteps, double leastSeconds) {
    double[] seconds = new double[Math.max(leastSteps, 16)];
    double total = 0;
    int n = 0;
    while (n < leastSteps || total < leastSeconds) {
      long start = System.nanoTime();
      step.run();
      double time = (System.nanoTime() - start) / 1e9;
      seconds = n < seconds.length ? seconds : Arrays.copyOf(seconds, 2 * n);
      seconds[n++] = time;
      total += time;
    }
    return new Times(Arrays.copyOf(seconds, n));
  }

  double[] seconds() {
    return sorted.clone();
  }

  public int steps() {
    return sorted.length;
  }

  public double best() {
    return sorted[0];
  }

  /** The median, which is the mean of the two middle times if their number is even. */
  public double median() {
    int n = sorted.length;
    return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }

  public static double median(double... values) {
    return new Times(values).median();
  }
}
