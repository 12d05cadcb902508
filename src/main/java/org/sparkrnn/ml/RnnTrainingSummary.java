package org.sparkrnn.ml;

import java.util.List;
import org.sparkrnn.train.EpochSummary;
import org.sparkrnn.train.StepTime;

/**
 * How a fit went.
 *
 * @param epochs one entry a pass over the data: losses, validation, time
 * @param bestEpoch the epoch the model's weights are of, from 1
 * @param sequences trained on
 * @param parameters of the network
 * @param seconds of the whole fit, wall-clock
 */
public record RnnTrainingSummary(
    List<EpochSummary> epochs, int bestEpoch, long sequences, int parameters, double seconds) {

  /** Steps (mini-batches) of all epochs. */
  public long steps() {
    return stepTime().steps();
  }

  /** Sequence steps trained on a second, over all epochs, validation excluded from neither. */
  public double tokensPerSecond() {
    double epochSeconds = epochs.stream().mapToDouble(EpochSummary::seconds).sum();
    return epochs.stream().mapToLong(EpochSummary::sequenceSteps).sum() / epochSeconds;
  }

  /** Where the time of a step went, over all epochs. */
  public StepTime stepTime() {
    return epochs.stream().map(EpochSummary::time).reduce(new StepTime(), StepTime::plus);
  }
}
