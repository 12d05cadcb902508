package org.sparkrnn.train;

import java.util.Locale;
import java.util.Optional;

/** Advice on what to change, based on how the time of a step was spent. */
public final class StepHint {
  private static final double MOST = 0.5; // of a step

  // Of two tasks one then takes three times as long as the other.
  private static final double WAIT_TO_COMPUTE = 0.5;

  private static final double MUCH = 0.25; // of a step; less is not worth a change

  private StepHint() {}

  /**
   * One sentence, or empty if most of the step is arithmetic.
   *
   * @param time of the steps taken
   * @param parameters of the network
   * @param tokens of a mean step
   * @param execution how the gradients were computed
   * @param localMaster whether all tasks ran in the driver's process
   */
  public static Optional<String> of(
      StepTime time, int parameters, double tokens, ExecutionType execution, boolean localMaster) {
    double total = time.totalMs();
    double exchange = time.broadcastMs() + time.aggregateMs();
    if (execution != ExecutionType.THREADS && exchange > MOST * total) {
      return Optional.of(
          share(exchange, time)
              + exchanged(time, parameters, tokens)
              + (localMaster
                  ? format(
                      "on this machine execution=threads would take about %.1f ms per step",
                      total - exchange)
                  : "raise batchSize, or use fewer executors"));
    }
    if (time.updateMs() > MOST * total) {
      return Optional.of(
          share(time.updateMs(), time)
              + format(
                  "the update of %s parameters on the driver, for %,.0f tokens: raise batchSize or accumulationSteps, or give the driver more cores",
                  count(parameters), tokens));
    }
    if (time.waitMs() > WAIT_TO_COMPUTE * time.computeMs() && time.waitMs() > MUCH * total) {
      return Optional.of(
          share(time.waitMs(), time)
              + format(
                  "waiting for the slowest of %.0f tasks: set numShards to a multiple of the number of tasks, or raise batchSize so that every shard has a part of each batch; if the same executor is always the slowest, check what else runs on its machine",
                  time.tasks()));
    }
    return Optional.empty();
  }

  private static String exchanged(StepTime time, int parameters, double tokens) {
    return format(
        "%s of %s parameters for %,.0f tokens: ",
        time.broadcastMs() > time.aggregateMs() ? "broadcast" : "aggregation",
        count(parameters),
        tokens);
  }

  private static String share(double part, StepTime time) {
    return format("%.0f %% of a step of %.1f ms is ", 100 * part / time.totalMs(), time.totalMs());
  }

  /** 4.6 M, 12 k, 850. */
  public static String count(double n) {
    if (n >= 1e6) {
      return format("%.1f M", n / 1e6);
    }
    return n >= 1e4 ? format("%.0f k", n / 1e3) : format("%,.0f", n);
  }

  private static String format(String format, Object... args) {
    return String.format(Locale.ROOT, format, args);
  }
}
