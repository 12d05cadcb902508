package org.sparkrnn.ml;

import org.sparkrnn.ml.evaluation.ForecastCounts;
import org.sparkrnn.ml.evaluation.RegressionCounts;

/** How far predictions are from targets, in the targets' units. */
public final class RegressionMetrics extends CountedMetrics {
  private final RegressionCounts counts;
  private final ForecastCounts forecasts; // of many series; or null
  private final ForecastCounts naive2; // of the same
  private final int quantiles; // of each value

  RegressionMetrics(RegressionCounts counts) {
    this(counts, null, null, 1);
  }

  private RegressionMetrics(
      RegressionCounts counts, ForecastCounts forecasts, ForecastCounts naive2, int quantiles) {
    super(counts);
    this.quantiles = quantiles;
    this.counts = counts;
    this.forecasts = forecasts;
    this.naive2 = naive2;
  }

  /** Of many series. */
  RegressionMetrics(ForecastCounts forecasts, ForecastCounts naive2, int quantiles) {
    this(counts(forecasts), forecasts, naive2, quantiles);
  }

  private static RegressionCounts counts(ForecastCounts forecasts) {
    RegressionCounts counts = new RegressionCounts();
    counts.sequences = forecasts.forecasts;
    counts.steps = forecasts.values;
    counts.outputs = forecasts.forecasts;
    counts.values = forecasts.values;
    counts.loss = forecasts.loss;
    counts.squared = forecasts.squared;
    counts.absolute = forecasts.absolute;
    counts.familiarity().values(forecasts.values);
    return counts;
  }

  /** Whether these are of the forecasts of many series, which have the metrics that follow. */
  public boolean ofSeries() {
    return forecasts != null;
  }

  /** Symmetric mean absolute percentage error: see {@link ForecastCounts}; NaN where not known. */
  public double smape() {
    return forecasts == null ? Double.NaN : forecasts.smape();
  }

  /** Mean absolute scaled error: see {@link ForecastCounts}; NaN where not known. */
  public double mase() {
    return forecasts == null ? Double.NaN : forecasts.mase();
  }

  /** Whether quantiles were forecast, of which pinball and coverage are known. */
  public boolean ofQuantiles() {
    return quantiles > 1;
  }

  /** The mean loss of a quantile of a value, in the units of the data; NaN where there are none. */
  public double pinball() {
    return ofQuantiles() ? forecasts.pinball / forecasts.values : Double.NaN;
  }

  /** The share of values between the lowest and the highest quantile; NaN where there are none. */
  public double coverage() {
    return ofQuantiles() ? (double) forecasts.covered / forecasts.values : Double.NaN;
  }

  /** Overall weighted average of both beside Naive2: see {@link ForecastCounts}; NaN likewise. */
  public double owa() {
    return forecasts == null ? Double.NaN : forecasts.owa(naive2);
  }

  /**
   * Rows, the examples that a series became, or the forecasts of many series; empty sequences count
   * for nothing.
   */
  @Override
  public long sequences() {
    return counts.sequences;
  }

  /** Steps of all sequences; 0 where only predictions were seen. */
  @Override
  public long steps() {
    return counts.steps;
  }

  /**
   * Mean loss an output, as in training: of standardized targets where standardize is true; NaN
   * where only predictions were seen.
   */
  @Override
  public double loss() {
    return counts.loss / counts.outputs;
  }

  /** Root of the mean squared error of a value; NaN of nothing. */
  public double rmse() {
    return Math.sqrt(counts.squared / counts.values);
  }

  /** Mean absolute error of a value; NaN of nothing. */
  public double mae() {
    return counts.absolute / counts.values;
  }
}
