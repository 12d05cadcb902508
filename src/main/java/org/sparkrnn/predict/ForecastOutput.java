package org.sparkrnn.predict;

import java.io.Serializable;
import java.util.Arrays;
import org.sparkrnn.nn.Distribution;

/**
 * What the outputs of a network say of a value that is forecast: the value itself, quantiles, or
 * the parameters of a distribution, from which its mean and quantiles follow.
 */
public final class ForecastOutput implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Distribution likelihood; // or null
  private final double[] levels;
  private final double[]
      normal; // the quantiles of the standard normal distribution at these, or null
  private final int median; // the level that is the forecast, without a likelihood

  private ForecastOutput(Distribution likelihood, double[] levels) {
    this.likelihood = likelihood;
    this.levels = levels.clone();
    normal = likelihood == null ? null : Arrays.stream(levels).map(likelihood::normal).toArray();
    median = Arrays.binarySearch(levels, 0.5);
  }

  /**
   * An output for each quantile.
   *
   * @param levels rising, 0.5 among them, which is the forecast; or 0.5 alone
   */
  public static ForecastOutput ofQuantiles(double... levels) {
    return new ForecastOutput(null, levels);
  }

  /**
   * The parameters of a distribution, whose mean is the forecast.
   *
   * @param levels rising
   */
  public static ForecastOutput ofLikelihood(Distribution likelihood, double... levels) {
    return new ForecastOutput(likelihood, levels);
  }

  /** Q, how many quantiles it gives. */
  public int quantiles() {
    return levels.length;
  }

  /** The distribution; null where there is none. */
  public Distribution likelihood() {
    return likelihood;
  }

  /**
   * Writes the quantiles of values that were drawn: the least of them that is not below so large a
   * share.
   *
   * @param sorted rising
   * @param quantiles from {@code to} on
   */
  void readSample(double[] sorted, double[] quantiles, int to) {
    for (int q = 0; q < levels.length; q++) {
      int place = (int) Math.ceil(levels[q] * sorted.length) - 1;
      quantiles[to + q] = sorted[Math.max(0, place)];
    }
  }

  /** The parameters of the distribution of a value; null where there is none. */
  double[] distribution(double[] outputs, int at, double base, double scale) {
    return likelihood == null ? null : likelihood.restored(outputs, at, base, scale);
  }

  /**
   * Writes the quantiles of a value, rising, and returns its forecast.
   *
   * @param outputs of the network for the value, from {@code at} on
   * @param distribution of the value, or null
   * @param quantiles from {@code to} on
   */
  double read(
      double[] outputs,
      int at,
      double base,
      double scale,
      double[] distribution,
      double[] quantiles,
      int to) {
    int Q = levels.length;
    if (distribution != null) {
      for (int q = 0; q < Q; q++) {
        quantiles[to + q] = likelihood.quantile(distribution, levels[q], normal[q]);
      }
      return likelihood.mean(distribution);
    }
    for (int q = 0; q < Q; q++) {
      quantiles[to + q] = base + scale * outputs[at + q];
    }
    // Quantiles that cross are put into their order, which is never worse (Chernozhukov,
    // Fernandez-Val and Galichon 2010).
    Arrays.sort(quantiles, to, to + Q);
    return quantiles[to + median];
  }
}
