package org.sparkrnn.ml.evaluation;

/** Everything regression metrics are computed from, added up over values. */
public final class RegressionCounts extends MeasuredCounts {
  private static final long serialVersionUID = 1L;

  /** The number of rows, or of examples of a series, without empty sequences. */
  public long sequences;

  /** Steps of all sequences. */
  public long steps;

  /** The number of outputs with a known loss. */
  public long outputs;

  /** The number of predicted values. */
  public long values;

  /** The loss, summed over {@link #outputs}. */
  public double loss;

  /** Squared errors, summed over {@link #values}. */
  public double squared;

  /** Absolute errors, summed over {@link #values}. */
  public double absolute;

  /** Counts a sequence. */
  public void sequence(int length) {
    sequences++;
    steps += length;
  }

  /** Counts an output, whose values are added afterwards. */
  public void output() {
    outputs++;
  }

  /**
   * Adds a value.
   *
   * @param error the error in the targets' units
   * @param lossOfIt the loss of the value in the network's units
   */
  public void add(double error, double lossOfIt) {
    add(error);
    loss += lossOfIt;
  }

  /** Adds a value without a loss. */
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
