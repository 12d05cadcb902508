package org.sparkrnn.ml;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sparkrnn.ml.param.kind.ParamValues;
import org.sparkrnn.nn.GradientFlow;
import org.sparkrnn.train.EpochSummary;
import org.sparkrnn.train.ExecutionType;
import org.sparkrnn.train.StepHint;
import org.sparkrnn.train.StepTime;

/**
 * How a fit went.
 *
 * @param epochs one entry a pass over the data: losses, validation, time
 * @param bestEpoch the epoch the model's weights are of, from 1
 * @param sequences trained on
 * @param longest steps of the longest sequence trained on
 * @param unknownTokens steps trained on whose token is not in the vocabulary
 * @param droppedRows malformed rows left out, of training and validation data together
 * @param parameters of the network
 * @param seconds of the whole fit, wall-clock; of the part after the checkpoint if it was resumed
 * @param resumedFrom the checkpoint that training went on from, or null
 * @param warnings what must be known of data from which little can be learnt: a single label, a
 *     constant target; whole sentences, mostly none
 * @param chosen settings that follow from the training data, by the names of Params: see {@code
 *     automatic}
 */
public record RnnTrainingSummary(
    List<EpochSummary> epochs,
    int bestEpoch,
    long sequences,
    long longest,
    long unknownTokens,
    long droppedRows,
    int parameters,
    double seconds,
    String resumedFrom,
    List<String> warnings,
    Map<String, Object> chosen) {

  /** Steps (mini-batches) of all epochs. */
  public long steps() {
    return stepTime().steps();
  }

  /** Steps left out because a loss or gradient was not finite, see {@code nonFinitePolicy}. */
  public long skippedSteps() {
    return epochs.stream().mapToLong(EpochSummary::skippedSteps).sum();
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
   * What to change where something other than arithmetic makes steps long; empty if nothing does.
   *
   * @param execution the value of the Param of that name
   * @param localMaster whether all tasks ran in the driver's process
   */
  public Optional<String> hint(String execution, boolean localMaster) {
    double tokens = epochs.stream().mapToLong(EpochSummary::sequenceSteps).sum();
    return StepHint.of(
        stepTime(),
        parameters,
        tokens / Math.max(1, steps()),
        ParamValues.constant(ExecutionType.class, execution),
        localMaster);
  }

  /** Where the time of a step went, over all epochs. */
  public StepTime stepTime() {
    return epochs.stream().map(EpochSummary::time).reduce(new StepTime(), StepTime::plus);
  }
}
