package org.sparkrnn.ml;

import org.sparkrnn.ml.evaluation.RegressionCounts;

/** How far predictions are from targets, in the targets' units. */
public final class RegressionMetrics extends CountedMetrics {
  private final RegressionCounts counts;

  RegressionMetrics(RegressionCounts counts) {
    super(counts);
    this.counts = counts;
  }

  /** Rows, or the examples that a series became; empty sequences count for nothing. */
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
