package org.sparkrnn.train.search;

/**
 * How large a difference of two trials chance alone makes: about one standard error of it. A trial
 * is preferred to the settings as given where it is better by more than that.
 */
public final class Noise {
  private Noise() {}

  /**
   * Of trials that were measured on the same folds. The folds' trainings share most of their rows,
   * so that the usual standard error of a mean is too small; this is the one that Nadeau and Bengio
   * (2003, Inference for the generalization error) correct for that.
   *
   * @param differences of the two trials, by fold
   * @param weights of the folds, with which means are taken
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

  /** The mean of values of weights. */
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
   * Of trials that were measured once on the same rows, where nothing is known of each row. A share
   * p of n has the standard error sqrt(p (1 - p) / n). An error or loss is taken for the mean of
   * values that spread as much as they are large, so it has value / sqrt(n).
   *
   * @param value of the settings as given
   * @param lowerIsBetter whether it is an error or a loss
   * @param targets that it was measured on
   */
  public static double ofTargets(double value, boolean lowerIsBetter, long targets) {
    boolean share = !lowerIsBetter && value >= 0 && value <= 1;
    double deviation = share ? Math.sqrt(value * (1 - value)) : Math.abs(value);
    return deviation / Math.sqrt(targets);
  }
}
