package org.sparkrnn.train.cost;

/**
 * The measured parts of a step, in seconds.
 *
 * @param job a step's job without floats and without arithmetic, by the number of its tasks
 * @param sending a byte of the weights, by the number of executors that fetch it from the driver
 * @param broadcast a byte of the weights in a broadcast, by the load of the busiest process
 * @param fetching a byte of a task's gradient, by the number of tasks whose gradients the driver
 *     fetches and adds
 * @param slicing a byte of a task's gradient that executors sum in slices, by the load of the
 *     busiest machine; without the second job
 * @param token the arithmetic of a token on one core
 * @param update the driver's update
 */
public record CostParts(
    Line job,
    Line sending,
    Line broadcast,
    Line fetching,
    Line slicing,
    double token,
    double update) {

  /**
   * Measured by {@code jobs/bench scale} with 5 M parameters between processes on two cores of a
   * server processor, without arithmetic and update.
   */
  public static final CostParts TYPICAL =
      new CostParts(
          new Line(8.6e-3, 2.2e-3),
          new Line(0.62e-9, 0.57e-9),
          new Line(2.1e-9, 1.2e-9),
          new Line(0.53e-9, 0.73e-9),
          new Line(1.4e-9, 1.2e-9),
          0,
          0);

  /** The same with other arithmetic and another update. */
  public CostParts with(double secondsPerToken, double secondsPerUpdate) {
    return new CostParts(
        job, sending, broadcast, fetching, slicing, secondsPerToken, secondsPerUpdate);
  }

  /** The same with all costs of the job and of bytes times a factor. */
  public CostParts exchangeTimes(double factor) {
    return new CostParts(
        job.times(factor),
        sending.times(factor),
        broadcast.times(factor),
        fetching.times(factor),
        slicing.times(factor),
        token,
        update);
  }
}
