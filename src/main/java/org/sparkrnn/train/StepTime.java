package org.sparkrnn.train;

/** Where the time of training steps goes; sums over steps, in nanoseconds. */
public final class StepTime {
  private long steps;
  private long broadcast;
  private long compute;
  private long aggregate;
  private long update;

  void addGradient(long broadcastNanos, long computeNanos, long jobNanos) {
    steps++;
    broadcast += broadcastNanos;
    compute += computeNanos;
    aggregate += Math.max(0, jobNanos - computeNanos);
  }

  void addUpdate(long nanos) {
    update += nanos;
  }

  /** How many sums {@link #state} gives. */
  static final int STATE_SIZE = 5;

  /** All sums, for a checkpoint. */
  long[] state() {
    return new long[] {steps, broadcast, compute, aggregate, update};
  }

  /** What {@link #state} gave. */
  static StepTime ofState(long... state) {
    StepTime time = new StepTime();
    time.steps = state[0];
    time.broadcast = state[1];
    time.compute = state[2];
    time.aggregate = state[3];
    time.update = state[4];
    return time;
  }

  /** The sums of both. */
  public StepTime plus(StepTime other) {
    StepTime sum = new StepTime();
    sum.steps = steps + other.steps;
    sum.broadcast = broadcast + other.broadcast;
    sum.compute = compute + other.compute;
    sum.aggregate = aggregate + other.aggregate;
    sum.update = update + other.update;
    return sum;
  }

  public long steps() {
    return steps;
  }

  /** Handing the weights to Spark; mean milliseconds a step. */
  public double broadcastMs() {
    return mean(broadcast);
  }

  /** Forward and backward passes of the slowest task; mean milliseconds a step. */
  public double computeMs() {
    return mean(compute);
  }

  /**
   * The rest of the job: scheduling, fetching weights, returning and summing gradients; mean
   * milliseconds a step.
   */
  public double aggregateMs() {
    return mean(aggregate);
  }

  /** Scaling, clipping and the optimizer on the driver; mean milliseconds a step. */
  public double updateMs() {
    return mean(update);
  }

  /** All four; mean milliseconds a step. */
  public double totalMs() {
    return broadcastMs() + computeMs() + aggregateMs() + updateMs();
  }

  private double mean(long nanos) {
    return steps == 0 ? 0 : nanos / 1e6 / steps;
  }
}
