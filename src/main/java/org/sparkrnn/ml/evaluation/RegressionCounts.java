package org.sparkrnn.ml.evaluation;

/** Everything regression metrics are computed from, added up over values. */
public final class RegressionCounts extends MeasuredCounts {
  private static final long serialVersionUID = 1L;

  /** Rows, or the examples that a series became; empty sequences count for nothing. */
  public long sequences;

  /** Steps of all sequences. */
  public long steps;

  /** Outputs of which a loss is known. */
  public long outputs;

  /** Numbers predicted. */
  public long values;

  /** Summed over {@link #outputs}. */
  public double loss;

  /** Squared errors, summed over {@link #values}. */
  public double squared;

  /** Errors without their signs, summed over {@link #values}. */
  public double absolute;

  /** Counts a sequence. */
  public void sequence(int length) {
    sequences++;
    steps += length;
  }

  /** Counts an output, of as many values as are added then. */
  public void output() {
    outputs++;
  }

  /**
   * Adds a value.
   *
   * @param error in the targets' units
   * @param lossOfIt of the value as the network sees it
   */
  public void add(double error, double lossOfIt) {
    add(error);
    loss += lossOfIt;
  }

  /** Adds a value of which no loss is known. */
  public void add(double error) {
    values++;
    squared += error * error;
    absolute += Math.abs(error);
  }

  /** Adds the counts of other rows. */
  public RegressionCounts merge(RegressionCounts other) {
    sequences += other.sequences;
    steps += other.steps;
    outputs += other.outputs;
    values += other.values;
    loss += other.loss;
    squared += other.squared;
    absolute += other.absolute;
    return this;
  }
}
