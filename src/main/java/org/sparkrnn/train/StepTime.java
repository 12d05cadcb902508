package org.sparkrnn.train;

import java.util.Locale;
import org.sparkrnn.train.step.GradientSum;

/**
 * How the time of training steps is spent; sums over steps, in nanoseconds. The parts do not
 * overlap, so they add up to the total.
 */
public final class StepTime {
  private long steps;
  private long tasks;
  private long broadcast;
  private long compute;
  private long wait;
  private long aggregate;
  private long update;

  /**
   * @param sum the result of the tasks, with their times
   * @param tasksOfStep number of tasks that computed at the same time
   * @param jobNanos from sending the weights to the summed gradient
   */
  public void addGradient(long broadcastNanos, GradientSum sum, int tasksOfStep, long jobNanos) {
    long slowest = sum.computeNanos();
    long mean = sum.allNanos() / tasksOfStep;
    steps++;
    tasks += tasksOfStep;
    broadcast += broadcastNanos;
    compute += mean;
    wait += slowest - mean;
    aggregate += Math.max(0, jobNanos - slowest);
  }

  /** Adds the time that the optimizer took. */
  public void addUpdate(long nanos) {
    update += nanos;
  }

  /** The number of sums in {@link #state}. */
  public static final int STATE_SIZE = 7;

  /** All sums, for a checkpoint. */
  public long[] state() {
    return new long[] {steps, tasks, broadcast, compute, wait, aggregate, update};
  }

  /** Restores {@link #state}. */
  public static StepTime ofState(long... state) {
    StepTime time = new StepTime();
    time.steps = state[0];
    time.tasks = state[1];
    time.broadcast = state[2];
    time.compute = state[3];
    time.wait = state[4];
    time.aggregate = state[5];
    time.update = state[6];
    return time;
  }

  /** The sums of both. */
  public StepTime plus(StepTime other) {
    StepTime sum = new StepTime();
    sum.steps = steps + other.steps;
    sum.tasks = tasks + other.tasks;
    sum.broadcast = broadcast + other.broadcast;
    sum.compute = compute + other.compute;
    sum.wait = wait + other.wait;
    sum.aggregate = aggregate + other.aggregate;
    sum.update = update + other.update;
    return sum;
  }

  /** The sums of this without those of an earlier state of it. */
  public StepTime since(StepTime before) {
    long[] sums = state();
    long[] earlier = before.state();
    for (int i = 0; i < sums.length; i++) {
      sums[i] -= earlier[i];
    }
    return ofState(sums);
  }

  /** The number of steps that were timed. */
  public long steps() {
    return steps;
  }

  /** The mean number of tasks per step. */
  public double tasks() {
    return steps == 0 ? 0 : (double) tasks / steps;
  }

  /** Handing the weights to Spark; mean milliseconds per step. */
  public double broadcastMs() {
    return mean(broadcast);
  }

  /** Forward and backward passes of a task, the mean over tasks; mean milliseconds per step. */
  public double computeMs() {
    return mean(compute);
  }

  /**
   * Waiting for the slowest task: how much longer it computed than the mean of the tasks; mean
   * milliseconds per step.
   */
  public double waitMs() {
    return mean(wait);
  }

  /**
   * The rest of the job: scheduling, fetching weights, returning and summing gradients; mean
   * milliseconds per step.
   */
  public double aggregateMs() {
    return mean(aggregate);
  }

  /** Scaling, clipping and the optimizer on the driver; mean milliseconds per step. */
  public double updateMs() {
    return mean(update);
  }

  /** All five; mean milliseconds per step. */
  public double totalMs() {
    return broadcastMs() + computeMs() + waitMs() + aggregateMs() + updateMs();
  }

  /** The total and its parts in milliseconds, on one line. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%.1f ms (compute %.1f, wait %.1f, broadcast %.1f, aggregate %.1f, update %.1f)",
        totalMs(),
        computeMs(),
        waitMs(),
        broadcastMs(),
        aggregateMs(),
        updateMs());
  }

  private double mean(long nanos) {
    return steps == 0 ? 0 : nanos / 1e6 / steps;
  }
}
