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
 * The summary of a fit.
 *
 * @param epochs one entry per pass over the data: losses, validation, time
 * @param bestEpoch the epoch, counted from 1, whose weights the model has
 * @param sequences number of training sequences
 * @param longest number of steps of the longest training sequence
 * @param unknownTokens number of training steps whose token is not in the vocabulary
 * @param droppedRows number of malformed rows that were left out of training and validation data
 * @param parameters number of parameters of the network
 * @param seconds wall-clock time of the whole fit; if it was resumed, of the part after the
 *     checkpoint
 * @param resumedFrom the checkpoint from which training continued, or null
 * @param warnings warnings about data from which little can be learned, such as a single label or a
 *     constant target, as sentences; usually empty
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

  /** The number of steps (mini-batches) of all epochs. */
  public long steps() {
    return stepTime().steps();
  }

  /**
   * The number of steps that were left out because a loss or gradient was not finite; see {@code
   * nonFinitePolicy}.
   */
  public long skippedSteps() {
    return epochs.stream().mapToLong(EpochSummary::skippedSteps).sum();
  }

  /**
   * How far back in time the gradient reaches with the weights after the last epoch, on a sample of
   * the training data; empty unless {@code gradientFlow} was set. The gradient flow of each epoch
   * is in {@link #epochs}.
   */
  public Optional<GradientFlow> gradientFlow() {
    return Optional.ofNullable(epochs.get(epochs.size() - 1).gradientFlow());
  }

  /** The number of sequence steps per second in training, over all epochs. */
  public double tokensPerSecond() {
    double epochSeconds = epochs.stream().mapToDouble(EpochSummary::seconds).sum();
    return epochs.stream().mapToLong(EpochSummary::sequenceSteps).sum() / epochSeconds;
  }

  /**
   * Advice on what to change if something other than arithmetic makes steps slow; empty if nothing
   * does.
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

  /** How the time of a step was spent, over all epochs. */
  public StepTime stepTime() {
    return epochs.stream().map(EpochSummary::time).reduce(new StepTime(), StepTime::plus);
  }
}
