package org.sparkrnn.train.cost;

/**
 * The seconds of a step and its parts, which do not overlap.
 *
 * @param executors N
 * @param arithmetic forward and backward passes
 * @param job scheduling of the step's one or two jobs
 * @param out the weights on their way to the executors
 * @param back the gradients on their way back, with their sum
 * @param update the optimizer on the driver
 */
public record StepCost(
    int executors, double arithmetic, double job, double out, double back, double update) {

  /** Scheduling and transport. */
  public double exchange() {
    return job + out + back;
  }

  /** Everything except arithmetic. */
  public double overhead() {
    return exchange() + update;
  }

  /** The whole step. */
  public double total() {
    return arithmetic + overhead();
  }
}
