package org.sparkrnn.baseline;

import java.util.Arrays;

/**
 * Forecasts of one series by simple rules from its own past, which must have at least one value.
 */
public final class SeriesForecasts {
  private static final double[] GRID = {0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9};
  private static final double[] TREND = {0, 0.05, 0.2};
  private static final double[] SEASON = {0.05, 0.2, 0.5};
  private static final double DAMPING = 0.98; // of a trend, per step

  private SeriesForecasts() {}

  /** The last value, at every step. */
  public static double[] last(double[] y, int horizon) {
    double[] forecast = new double[horizon];
    Arrays.fill(forecast, y[y.length - 1]);
    return forecast;
  }

  /** The value at the same place in the last season, or the last value if the series is shorter. */
  public static double[] seasonal(double[] y, int horizon, int period) {
    if (y.length < period) {
      return last(y, horizon);
    }
    double[] forecast = new double[horizon];
    for (int h = 0; h < horizon; h++) {
      forecast[h] = y[y.length - period + h % period];
    }
    return forecast;
  }

  /** The line through the first and the last value. */
  public static double[] drift(double[] y, int horizon) {
    double[] forecast = last(y, horizon);
    double slope = y.length > 1 ? (y[y.length - 1] - y[0]) / (y.length - 1) : 0;
    for (int h = 0; h < horizon; h++) {
      forecast[h] += (h + 1) * slope;
    }
    return forecast;
  }

  /**
   * Additive exponential smoothing with a damped trend and a season (Holt 1957, Winters 1960,
   * Gardner and McKenzie 1985), with the weights from a grid that have the smallest squared
   * one-step error. It has no season if there are fewer than two whole seasons or the period is 1.
   *
   * <pre>
   *   e_t = y_t - (l + phi b + s_(t-S))      l += phi b + alpha e      b = phi b + alpha beta e
   *   s_t = s_(t-S) + gamma (1 - alpha) e
   * </pre>
   */
  public static double[] smoothing(double[] y, int horizon, int period) {
    int S = period > 1 && y.length >= 2 * period ? period : 1;
    Smoothing smoothing = new Smoothing(y, S);
    double[] best = {Double.POSITIVE_INFINITY, 0, 0, 0};
    for (double alpha : GRID) {
      for (double beta : TREND) {
        for (double gamma : S > 1 ? SEASON : new double[1]) {
          double error = smoothing.run(alpha, beta, gamma);
          if (error < best[0]) {
            best = new double[] {error, alpha, beta, gamma};
          }
        }
      }
    }
    if (Double.isInfinite(best[0])) { // errors exceed the range of double
      return last(y, horizon);
    }
    smoothing.run(best[1], best[2], best[3]);
    return smoothing.forecast(horizon);
  }

  private static final class Smoothing {
    private final double[] y;
    private final int S;
    private final double[] season;
    private double level;
    private double trend;

    Smoothing(double[] y, int S) {
      this.y = y;
      this.S = S;
      season = new double[S];
    }

    /** Returns the mean squared one-step error. */
    double run(double alpha, double beta, double gamma) {
      level = 0;
      trend = 0;
      Arrays.fill(season, 0);
      for (int t = 0; t < S; t++) {
        level += y[t] / S;
      }
      for (int t = 0; S > 1 && t < S; t++) {
        season[t] = y[t] - level;
      }
      double sum = 0;
      for (int t = S; t < y.length; t++) {
        int place = t % S;
        double expected = level + DAMPING * trend;
        double error = y[t] - expected - season[place];
        sum += error * error;
        level = expected + alpha * error;
        trend = DAMPING * trend + alpha * beta * error;
        season[place] += S > 1 ? gamma * (1 - alpha) * error : 0;
      }
      return y.length == S ? 0 : sum / (y.length - S);
    }

    double[] forecast(int horizon) {
      double[] forecast = new double[horizon];
      double damped = 0;
      double factor = 1;
      for (int h = 0; h < horizon; h++) {
        factor *= DAMPING;
        damped += factor;
        forecast[h] = level + damped * trend + season[(y.length + h) % S];
      }
      return forecast;
    }
  }

  /**
   * Naive2 of the M competitions (Makridakis, Spiliotis and Assimakopoulos 2020): the last value
   * divided by its season from a classical decomposition, times the season of each forecast. If a
   * test at 90 % finds no season, or a value is not positive, it is the last value.
   */
  public static double[] naive2(double[] y, int horizon, int period) {
    double[] forecast = last(y, horizon);
    if (period < 2 || y.length < 3 * period || !positive(y) || !seasonal(y, period)) {
      return forecast;
    }
    double[] index = seasonIndex(y, period);
    int n = y.length;
    for (int h = 0; h < horizon; h++) {
      forecast[h] = y[n - 1] / index[(n - 1) % period] * index[(n + h) % period];
    }
    return forecast;
  }

  private static boolean positive(double[] y) {
    return Arrays.stream(y).allMatch(value -> value > 0);
  }

  /** Whether the autocorrelation at the period is significant at 90 % (Bartlett's formula). */
  private static boolean seasonal(double[] y, int period) {
    double sum = 0;
    for (int k = 1; k < period; k++) {
      double r = correlation(y, k);
      sum += r * r;
    }
    double limit = 1.645 * Math.sqrt((1 + 2 * sum) / y.length);
    return Math.abs(correlation(y, period)) > limit;
  }

  private static double correlation(double[] y, int lag) {
    double mean = Arrays.stream(y).average().orElseThrow();
    double own = 0;
    double shifted = 0;
    for (int t = 0; t < y.length; t++) {
      own += (y[t] - mean) * (y[t] - mean);
      shifted += t < lag ? 0 : (y[t] - mean) * (y[t - lag] - mean);
    }
    return own == 0 ? 0 : shifted / own;
  }

  /** The ratio of each place of a season to a centred moving average, with mean 1. */
  private static double[] seasonIndex(double[] y, int period) {
    double[] sums = new double[period];
    int[] counts = new int[period];
    int half = period / 2;
    for (int t = half; t < y.length - half; t++) {
      double mean = 0;
      for (int i = -half; i <= half; i++) {
        boolean edge = period % 2 == 0 && Math.abs(i) == half;
        mean += y[t + i] * (edge ? 0.5 : 1) / period;
      }
      sums[t % period] += y[t] / mean;
      counts[t % period]++;
    }
    double all = 0;
    for (int p = 0; p < period; p++) {
      sums[p] /= counts[p];
      all += sums[p] / period;
    }
    for (int p = 0; p < period; p++) {
      sums[p] /= all;
    }
    return sums;
  }
}
