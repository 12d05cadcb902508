package org.sparkrnn.ml;

import org.sparkrnn.ml.evaluation.MeasuredCounts;
import org.sparkrnn.nn.output.Loss;

/**
 * How far predictions are from targets, in the targets' units. Mutable while it is summed up; not a
 * record, for it travels in task results.
 */
public final class RegressionMetrics extends MeasuredCounts implements SequenceMetrics {
  private static final long serialVersionUID = 1L;

  private long sequences;
  private long steps;
  private long outputs;
  private long values;
  private double loss;
  private double squared;
  private double absolute;

  RegressionMetrics() {}

  /** Counts a sequence. */
  void sequence(int length) {
    sequences++;
    steps += length;
  }

  /** Counts an output, of as many values as are added then. */
  void output() {
    outputs++;
  }

  /**
   * Adds a value.
   *
   * @param error in the targets' units
   * @param trained the same error as the network sees it
   */
  void add(double error, double trained, Loss of) {
    add(error);
    loss += of.ofError(trained);
  }

  /** Adds a value of which no loss is known. */
  void add(double error) {
    values++;
    squared += error * error;
    absolute += Math.abs(error);
  }

  RegressionMetrics merge(RegressionMetrics other) {
    sequences += other.sequences;
    steps += other.steps;
    outputs += other.outputs;
    values += other.values;
    loss += other.loss;
    squared += other.squared;
    absolute += other.absolute;
    return this;
  }

  /** Rows, or the examples that a series became; empty sequences count for nothing. */
  @Override
  public long sequences() {
    return sequences;
  }

  /** Steps of all sequences; 0 where only predictions were seen. */
  @Override
  public long steps() {
    return steps;
  }

  /**
   * Mean loss an output, as in training: of standardized targets where standardize is true; NaN
   * where only predictions were seen.
   */
  @Override
  public double loss() {
    return loss / outputs;
  }

  /** Root of the mean squared error of a value; NaN of nothing. */
  public double rmse() {
    return Math.sqrt(squared / values);
  }

  /** Mean absolute error of a value; NaN of nothing. */
  public double mae() {
    return absolute / values;
  }
}
