package org.sparkrnn.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.nn.Evaluation;
import org.sparkrnn.nn.GradientFlow;
import org.sparkrnn.optim.Schedule;
import org.sparkrnn.train.check.FiniteGuard;
import org.sparkrnn.train.checkpoint.Checkpoint;

/**
 * Everything that changes during training, and so the content of a checkpoint. It has no random
 * state, because random choices depend only on seed, epoch, shard and step.
 */
final class TrainingState {
  private final TrainingOptions options;
  private final int stepsPerEpoch;
  private final IntFunction<FiniteGuard> guards;
  private final TrainingListener listener;
  private final float[] w;
  private final WeightUpdate weightUpdate;
  private final Schedule schedule;
  private final BestWeights best;
  private final List<EpochSummary> epochs = new ArrayList<>(); // the complete epochs
  private TrainingEpoch pass; // the current epoch, or the next one

  /**
   * Makes the state at the beginning.
   *
   * @param w initial weights; updated in place
   * @param weightUpdate the update of these weights
   * @param stepsPerEpoch mini-batches per epoch
   * @param guards makes the guard of an epoch, from 1
   */
  TrainingState(
      float[] w,
      WeightUpdate weightUpdate,
      TrainingOptions options,
      int stepsPerEpoch,
      Schedule schedule,
      BestWeights best,
      IntFunction<FiniteGuard> guards,
      TrainingListener listener) {
    this.guards = guards;
    this.w = w;
    this.options = options;
    this.stepsPerEpoch = stepsPerEpoch;
    this.schedule = schedule;
    this.best = best;
    this.listener = listener;
    this.weightUpdate = weightUpdate;
    pass = pass(1);
  }

  private TrainingEpoch pass(int epoch) {
    return new TrainingEpoch(epoch, options, w, guards.apply(epoch), listener);
  }

  /** The number of mini-batches taken in all epochs. */
  long step() {
    return (long) epochs.size() * stepsPerEpoch + pass.step();
  }

  /** The current epoch, or the next one. */
  TrainingEpoch pass() {
    return pass;
  }

  float[] weights() {
    return w;
  }

  /** The weights to evaluate and to save, which may be an average over the updates. */
  float[] judged() {
    return weightUpdate.judged();
  }

  WeightUpdate weightUpdate() {
    return weightUpdate;
  }

  Schedule schedule() {
    return schedule;
  }

  BestWeights best() {
    return best;
  }

  /** The complete epochs. */
  List<EpochSummary> epochs() {
    return Collections.unmodifiableList(epochs);
  }

  /** Epochs since the one with the best validation. */
  int withoutBetter() {
    return epochs.size() - best.bestEpoch();
  }

  /** Whether no epoch is left, or validation has not become better for too long. */
  boolean finished() {
    return epochs.size() >= options.maxEpochs()
        || options.earlyStoppingPatience() > 0
            && withoutBetter() >= options.earlyStoppingPatience();
  }

  /**
   * Records an epoch after its last mini-batch.
   *
   * @param validation the validation of the weights, or null without validation data
   * @param flow the gradient flow, or null
   */
  EpochSummary complete(Evaluation validation, GradientFlow flow) {
    schedule.onEpoch(validation == null ? pass.meanLoss() : validation.meanLoss());
    EpochSummary summary = pass.summary(validation, flow);
    epochs.add(summary);
    best.offer(pass.epoch(), validation, judged());
    pass = pass(pass.epoch() + 1);
    return summary;
  }

  void save(Checkpoint to) {
    pass.save(to);
    to.put("weights", w);
    weightUpdate.save(to);
    to.put("schedule", schedule.state());
    best.save(to);
    epochs.forEach(epoch -> epoch.save(to));
  }

  /**
   * Restores what {@link #save} wrote; only for a new state.
   *
   * @throws InvalidInputException if maxEpochs is less than the trained epochs, or the checkpoint
   *     belongs to another network
   */
  void restore(Checkpoint from) {
    int epoch = from.integer("epoch", 1, Integer.MAX_VALUE);
    long begun = from.integer("step") == 0 ? epoch - 1 : epoch;
    if (begun > options.maxEpochs()) {
      throw new InvalidInputException(
          "%d epochs have already begun, but maxEpochs is %d; set maxEpochs to at least %d"
              .formatted(begun, options.maxEpochs(), begun));
    }
    for (int e = 1; e < epoch; e++) {
      epochs.add(EpochSummary.read(from, e));
    }
    pass = pass(epoch);
    pass.restore(from, stepsPerEpoch);
    from.copyWeights("weights", w);
    weightUpdate.restore(from);
    schedule.restore(from.reals("schedule", schedule.state().length));
    best.restore(from, judged(), epochs.size());
  }
}
