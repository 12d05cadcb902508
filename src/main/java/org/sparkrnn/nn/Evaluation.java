package org.sparkrnn.nn;

import java.io.Serializable;

/** Loss and hits over labelled steps. Not a record: it travels in task results, maybe by Kryo. */
public final class Evaluation implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Of no steps at all. */
  public static final Evaluation NONE = new Evaluation(0, 0, 0);

  private final double loss;
  private final long steps;
  private final long correct;

  /**
   * @param loss summed over the steps, in nats
   * @param steps labelled steps
   * @param correct steps whose likeliest class is the label
   */
  public Evaluation(double loss, long steps, long correct) {
    this.loss = loss;
    this.steps = steps;
    this.correct = correct;
  }

  public Evaluation plus(Evaluation other) {
    return new Evaluation(loss + other.loss, steps + other.steps, correct + other.correct);
  }

  public long steps() {
    return steps;
  }

  /** Mean loss a step, in nats; NaN where there are no steps. */
  public double meanLoss() {
    return loss / steps;
  }

  /** Share of the steps whose likeliest class is the label; NaN where there are no steps. */
  public double accuracy() {
    return (double) correct / steps;
  }
}
