package org.sparkrnn.predict;

import java.io.Serializable;
import java.util.Arrays;
import org.sparkrnn.nn.Distribution;

/**
 * Interprets the outputs of a network for a forecast value: as the value itself, as quantiles, or
 * as the parameters of a distribution, from which mean and quantiles follow.
 */
public final class ForecastOutput implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Distribution likelihood; // or null
  private final double[] levels;
  private final double[]
      normal; // the quantiles of the standard normal distribution at these levels, or null
  private final int median; // the index of the level that is the forecast, without a likelihood

  private ForecastOutput(Distribution likelihood, double[] levels) {
    this.likelihood = likelihood;
    this.levels = levels.clone();
    normal = likelihood == null ? null : Arrays.stream(levels).map(likelihood::normal).toArray();
    median = Arrays.binarySearch(levels, 0.5);
  }

  /**
   * The network has an output for each quantile.
   *
   * @param levels in ascending order, including 0.5, which is the forecast
   */
  public static ForecastOutput ofQuantiles(double... levels) {
    return new ForecastOutput(null, levels);
  }

  /**
   * The network gives the parameters of a distribution, whose mean is the forecast.
   *
   * @param levels in ascending order
   */
  public static ForecastOutput ofLikelihood(Distribution likelihood, double... levels) {
    return new ForecastOutput(likelihood, levels);
  }

  /** Q, the number of quantiles. */
  public int quantiles() {
    return levels.length;
  }

  /** The distribution, or null. */
  public Distribution likelihood() {
    return likelihood;
  }

  /**
   * Writes the quantiles of drawn values: for each level, the smallest value such that at least
   * this fraction of the values is not above it.
   *
   * @param sorted the values in ascending order
   * @param quantiles receives the quantiles from {@code to} on
   */
  void readSample(double[] sorted, double[] quantiles, int to) {
    for (int q = 0; q < levels.length; q++) {
      int place = (int) Math.ceil(levels[q] * sorted.length) - 1;
      quantiles[to + q] = sorted[Math.max(0, place)];
    }
  }

  /** The parameters of the distribution of a value; null if there is no distribution. */
  double[] distribution(double[] outputs, int at, double base, double scale) {
    return likelihood == null ? null : likelihood.restored(outputs, at, base, scale);
  }

  /**
   * Writes the quantiles of a value in ascending order and returns its forecast.
   *
   * @param outputs the outputs of the network for the value, from {@code at} on
   * @param distribution the parameters of the value's distribution, or null
   * @param quantiles receives the quantiles from {@code to} on
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
