package org.sparkrnn.ml.evaluation;

import java.io.Serializable;
import org.sparkrnn.baseline.SeriesForecasts;

/**
 * Errors of forecasts of series, added up over series. Let f be the forecast of a value y, H the
 * number of values in a forecast, T the number of values before them and S the period:
 *
 * <pre>
 *   sMAPE = mean over all values of 200 |f - y| / (|f| + |y|)            0 where both are 0
 *   MASE  = mean over forecasts of  (sum |f - y| / H) / (sum_(t>S) |y_t - y_(t-S)| / (T - S))
 *   OWA   = (sMAPE / sMAPE of Naive2 + MASE / MASE of Naive2) / 2
 * </pre>
 *
 * as the M4 competition has them (Makridakis et al. 2020). Values that are missing are not counted.
 * Series that repeat themselves exactly, or are no longer than a period, have no MASE.
 */
public final class ForecastCounts implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The number of measured forecasts, which have {@link #values} values together. */
  public long forecasts;

  /** The number of forecast values. */
  public long values;

  /** Squared errors, summed over {@link #values}. */
  public double squared;

  /** Absolute errors, summed over {@link #values}. */
  public double absolute;

  /** The sum of the training loss over all forecasts. */
  public double loss;

  /** The mean loss of the quantiles of a value in the units of the data, summed over values. */
  public double pinball;

  /** The number of values between the lowest and the highest quantile. */
  public long covered;

  /** The parts of a report on single series. */
  public final Examples examples = new Examples();

  private double percentages;
  private double scaled;
  private long scales;

  /**
   * Adds the forecast of a series.
   *
   * @param past without missing values
   * @param actual of which some may be missing, as NaN; these are left out
   */
  public void add(double[] past, double[] forecast, double[] actual, int period) {
    double sum = 0;
    int known = 0;
    for (int h = 0; h < actual.length; h++) {
      if (Double.isNaN(actual[h])) {
        continue;
      }
      known++;
      double error = forecast[h] - actual[h];
      double size = Math.abs(forecast[h]) + Math.abs(actual[h]);
      squared += error * error;
      sum += Math.abs(error);
      percentages += size == 0 ? 0 : 200 * Math.abs(error) / size;
    }
    forecasts++;
    values += known;
    absolute += sum;
    double scale = seasonalChange(past, period);
    if (scale > 0) {
      scaled += sum / known / scale;
      scales++;
    }
  }

  private static double seasonalChange(double[] past, int period) {
    double sum = 0;
    for (int t = period; t < past.length; t++) {
      sum += Math.abs(past[t] - past[t - period]);
    }
    return past.length > period ? sum / (past.length - period) : 0;
  }

  /** Adds the counts of other forecasts. */
  public ForecastCounts merge(ForecastCounts other) {
    forecasts += other.forecasts;
    values += other.values;
    squared += other.squared;
    absolute += other.absolute;
    loss += other.loss;
    pinball += other.pinball;
    covered += other.covered;
    percentages += other.percentages;
    scaled += other.scaled;
    scales += other.scales;
    examples.merge(other.examples);
    return this;
  }

  /** Root of the mean squared error; NaN without values. */
  public double rmse() {
    return Math.sqrt(squared / values);
  }

  /** Mean absolute error; NaN without values. */
  public double mae() {
    return absolute / values;
  }

  /** In percent, at most 200; NaN without values. */
  public double smape() {
    return percentages / values;
  }

  /** The mean over series; NaN if no series has one. */
  public double mase() {
    return scaled / scales;
  }

  /**
   * NaN if the reference has no error.
   *
   * @param naive2 the counts of Naive2 for the same series
   */
  public double owa(ForecastCounts naive2) {
    boolean comparable = naive2.smape() > 0 && naive2.mase() > 0;
    return comparable ? (smape() / naive2.smape() + mase() / naive2.mase()) / 2 : Double.NaN;
  }

  /** The forecast of a simple rule; see {@link SeriesForecasts}. */
  public enum Rule {
    PERSISTENCE("persistence") {
      @Override
      public double[] forecast(double[] past, int horizon, int period) {
        return SeriesForecasts.last(past, horizon);
      }
    },
    SEASONAL("seasonal") {
      @Override
      public double[] forecast(double[] past, int horizon, int period) {
        return SeriesForecasts.seasonal(past, horizon, period);
      }
    },
    DRIFT("drift") {
      @Override
      public double[] forecast(double[] past, int horizon, int period) {
        return SeriesForecasts.drift(past, horizon);
      }
    },
    SMOOTHING("smoothing") {
      @Override
      public double[] forecast(double[] past, int horizon, int period) {
        return SeriesForecasts.smoothing(past, horizon, period);
      }
    },
    NAIVE2("naive2") {
      @Override
      public double[] forecast(double[] past, int horizon, int period) {
        return SeriesForecasts.naive2(past, horizon, period);
      }
    };

    private final String label;

    Rule(String label) {
      this.label = label;
    }

    /** The name in the jobs' output. */
    public String label() {
      return label;
    }

    /** The forecast [horizon], from at least one past value. */
    public abstract double[] forecast(double[] past, int horizon, int period);
  }
}
