package org.sparkrnn.train.search;

/**
 * The difference between two trials that chance alone can make: about one standard error. A trial
 * is preferred to the given settings only if it is better by more than that.
 */
public final class Noise {
  private Noise() {}

  /**
   * The standard error for trials that were measured on the same folds. Since the trainings of
   * folds share most of their rows, the usual standard error of a mean is too small; this is the
   * corrected one of Nadeau and Bengio (2003, Inference for the generalization error).
   *
   * @param differences differences of the two trials, by fold
   * @param weights weights of the folds in the mean
   */
  public static double ofFolds(double[] differences, double[] weights) {
    int k = differences.length;
    double mean = mean(differences, weights);
    double[] squares = new double[k];
    for (int i = 0; i < k; i++) {
      squares[i] = (differences[i] - mean) * (differences[i] - mean);
    }
    double variance = mean(squares, weights) * k / (k - 1);
    return Math.sqrt(variance * (1.0 / k + 1.0 / (k - 1)));
  }

  /** The weighted mean of values. */
  public static double mean(double[] values, double[] weights) {
    double sum = 0;
    double weight = 0;
    for (int i = 0; i < values.length; i++) {
      sum += weights[i] * values[i];
      weight += weights[i];
    }
    return sum / weight;
  }

  /**
   * The standard error for trials that were measured once on the same rows, without figures of
   * single rows. A share p of n has the standard error sqrt(p (1 - p) / n). For an error or loss,
   * the standard deviation is assumed to equal the mean, so the standard error is value / sqrt(n).
   *
   * @param value the result of the given settings
   * @param lowerIsBetter whether the value is an error or a loss
   * @param targets number of measured targets
   */
  public static double ofTargets(double value, boolean lowerIsBetter, long targets) {
    boolean share = !lowerIsBetter && value >= 0 && value <= 1;
    double deviation = share ? Math.sqrt(value * (1 - value)) : Math.abs(value);
    return deviation / Math.sqrt(targets);
  }
}
