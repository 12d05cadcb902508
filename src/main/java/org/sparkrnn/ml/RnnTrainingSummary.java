package org.sparkrnn.ml;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sparkrnn.nn.GradientFlow;
import org.sparkrnn.train.EpochSummary;
import org.sparkrnn.train.ExecutionType;
import org.sparkrnn.train.StepTime;

/**
 * How a fit went.
 *
 * @param epochs one entry a pass over the data: losses, validation, time
 * @param bestEpoch the epoch the model's weights are of, from 1
 * @param sequences trained on
 * @param parameters of the network
 * @param seconds of the whole fit, wall-clock; of the part after the checkpoint if it was resumed
 * @param resumedFrom the checkpoint that training went on from, or null
 */
public record RnnTrainingSummary(
    List<EpochSummary> epochs,
    int bestEpoch,
    long sequences,
    int parameters,
    double seconds,
    String resumedFrom) {

  /** Steps (mini-batches) of all epochs. */
  public long steps() {
    return stepTime().steps();
  }

  /**
   * How far back the weights after the last epoch learn, on a sample of the training data; empty
   * unless {@code gradientFlow} was set. Each epoch's is in {@link #epochs}.
   */
  public Optional<GradientFlow> gradientFlow() {
    return Optional.ofNullable(epochs.get(epochs.size() - 1).gradientFlow());
  }

  /** Sequence steps trained on a second, over all epochs. */
  public double tokensPerSecond() {
    double epochSeconds = epochs.stream().mapToDouble(EpochSummary::seconds).sum();
    return epochs.stream().mapToLong(EpochSummary::sequenceSteps).sum() / epochSeconds;
  }

  /**
   * What to change if most of a step was not arithmetic, or empty.
   *
   * @param execution how the gradients were computed
   * @param localMaster whether all tasks ran in the driver's process
   */
  public Optional<String> hint(ExecutionType execution, boolean localMaster) {
    StepTime time = stepTime();
    double arithmetic = time.computeMs() + time.updateMs();
    double rest = time.broadcastMs() + time.aggregateMs();
    if (execution == ExecutionType.THREADS || rest <= arithmetic) {
      return Optional.empty();
    }
    String share =
        String.format(
            Locale.ROOT,
            "%.0f %% of a step of %.1f ms is not arithmetic but the launch of a Spark job and the"
                + " exchange of %,d parameters; ",
            100 * rest / time.totalMs(),
            time.totalMs(),
            parameters);
    return Optional.of(
        share
            + (localMaster
                ? String.format(
                    Locale.ROOT,
                    "on this one machine execution=threads would take about %.1f ms a step",
                    arithmetic)
                : "raise batchSize, or use fewer executors"));
  }

  /** Where the time of a step went, over all epochs. */
  public StepTime stepTime() {
    return epochs.stream().map(EpochSummary::time).reduce(new StepTime(), StepTime::plus);
  }
}
