package org.sparkrnn.nn;

import java.io.Serializable;

/**
 * Loss and errors over labelled outputs, all sums weighted by the weights of rows. It is not a
 * record, because it is sent in task results, possibly by Kryo.
 */
public final class Evaluation implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The evaluation of no outputs. */
  public static final Evaluation NONE = new Evaluation(0, 0, 0, 0, 0, 0);

  /** The number of sums in {@link #state}. */
  public static final int STATE_SIZE = 6;

  private final double loss;
  private final long steps;
  private final double weight;
  private final double correct;
  private final double squaredError;
  private final double absoluteError;

  private Evaluation(
      double loss,
      long steps,
      double weight,
      double correct,
      double squaredError,
      double absoluteError) {
    this.loss = loss;
    this.steps = steps;
    this.weight = weight;
    this.correct = correct;
    this.squaredError = squaredError;
    this.absoluteError = absoluteError;
  }

  /**
   * The evaluation of a head that gives classes or labels.
   *
   * @param loss summed over the outputs, in nats
   * @param steps number of labelled outputs
   * @param weight sum of the weights of the outputs; {@code steps} if all have the weight 1
   * @param correct sum of the weights of the correct outputs, whose likeliest class is the label,
   *     or all of whose labels are on the right side of 1/2
   */
  public static Evaluation ofLabels(double loss, long steps, double weight, double correct) {
    return new Evaluation(loss, steps, weight, correct, Double.NaN, Double.NaN);
  }

  /**
   * The evaluation of a head that gives real numbers.
   *
   * @param loss summed over the outputs
   * @param steps number of outputs with a target
   * @param weight sum of the weights of the outputs; {@code steps} if all have the weight 1
   * @param squaredError summed over the outputs, mean over the K values of each
   * @param absoluteError in the same way
   */
  public static Evaluation ofReals(
      double loss, long steps, double weight, double squaredError, double absoluteError) {
    return new Evaluation(loss, steps, weight, Double.NaN, squaredError, absoluteError);
  }

  /** All sums, for a checkpoint. */
  public double[] state() {
    return new double[] {loss, steps, weight, correct, squaredError, absoluteError};
  }

  /** The evaluation whose {@link #state} this is. */
  public static Evaluation ofState(double... state) {
    return new Evaluation(state[0], (long) state[1], state[2], state[3], state[4], state[5]);
  }

  /** The sum of both. */
  public Evaluation plus(Evaluation other) {
    return new Evaluation(
        loss + other.loss,
        steps + other.steps,
        weight + other.weight,
        correct + other.correct,
        squaredError + other.squaredError,
        absoluteError + other.absoluteError);
  }

  /** The number of labelled outputs: steps, or sequences with one output each. */
  public long steps() {
    return steps;
  }

  /** Mean loss per output, in nats for probabilities; NaN without outputs. */
  public double meanLoss() {
    return loss / weight;
  }

  /** Fraction of the outputs that are correct; NaN for real numbers and without outputs. */
  public double accuracy() {
    return correct / weight;
  }

  /** The standard error of the accuracy for this number of outputs; NaN if there is no accuracy. */
  public double accuracyError() {
    return Math.sqrt(accuracy() * (1 - accuracy()) / steps);
  }

  /** Root of the mean squared error per value; NaN unless outputs are real numbers. */
  public double rootMeanSquaredError() {
    return Math.sqrt(squaredError / weight);
  }

  /** Mean absolute error per value; NaN unless outputs are real numbers. */
  public double meanAbsoluteError() {
    return absoluteError / weight;
  }
}
