package org.sparkrnn.ml;

import org.sparkrnn.ml.evaluation.ForecastCounts;
import org.sparkrnn.ml.evaluation.RegressionCounts;

/** How far predictions are from targets, in the units of the targets. */
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

  /** Metrics of many series. */
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
    counts.examples().merge(forecasts.examples);
    return counts;
  }

  /**
   * Whether these are metrics of forecasts of many series; only these have {@link #smape}, {@link
   * #mase} and {@link #owa}.
   */
  public boolean ofSeries() {
    return forecasts != null;
  }

  /** Symmetric mean absolute percentage error: see {@link ForecastCounts}; NaN if not known. */
  public double smape() {
    return forecasts == null ? Double.NaN : forecasts.smape();
  }

  /** Mean absolute scaled error: see {@link ForecastCounts}; NaN if not known. */
  public double mase() {
    return forecasts == null ? Double.NaN : forecasts.mase();
  }

  /** Whether quantiles were forecast, so that pinball and coverage are known. */
  public boolean ofQuantiles() {
    return quantiles > 1;
  }

  /**
   * The mean pinball loss per quantile and value, in the units of the data; NaN without quantiles.
   */
  public double pinball() {
    return ofQuantiles() ? forecasts.pinball / forecasts.values : Double.NaN;
  }

  /** The fraction of values between the lowest and the highest quantile; NaN without quantiles. */
  public double coverage() {
    return ofQuantiles() ? (double) forecasts.covered / forecasts.values : Double.NaN;
  }

  /**
   * Overall weighted average of smape and mase relative to Naive2: see {@link ForecastCounts}; NaN
   * if not known.
   */
  public double owa() {
    return forecasts == null ? Double.NaN : forecasts.owa(naive2);
  }

  @Override
  String exampleError() {
    return ofSeries() ? "sMAPE" : "mean absolute error";
  }

  /**
   * The number of rows, of the examples that were made from a series, or of the forecasts of many
   * series; empty sequences are not counted.
   */
  @Override
  public long sequences() {
    return counts.sequences;
  }

  /** The number of steps of all sequences; 0 if only predictions were given. */
  @Override
  public long steps() {
    return counts.steps;
  }

  /**
   * Mean loss per output, as in training: for standardized targets if standardize is true; NaN if
   * only predictions were given.
   */
  @Override
  public double loss() {
    return counts.loss / counts.outputs;
  }

  /** Root of the mean squared error per value; NaN without values. */
  public double rmse() {
    return Math.sqrt(counts.squared / counts.values);
  }

  /** Mean absolute error per value; NaN without values. */
  public double mae() {
    return counts.absolute / counts.values;
  }
}
