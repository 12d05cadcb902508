package org.sparkrnn.train;

import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.nn.Evaluation;
import org.sparkrnn.nn.GradientFlow;
import org.sparkrnn.optim.Schedule;
import org.sparkrnn.train.check.FiniteGuard;
import org.sparkrnn.train.checkpoint.Checkpoint;
import org.sparkrnn.train.step.GradientSource;
import org.sparkrnn.train.step.GradientSum;

/** One pass over the mini-batches: gradients, updates, and sums for its summary. */
final class TrainingEpoch {
  private final int epoch; // from 1
  private final TrainingOptions options;
  private final float[] w;
  private final FiniteGuard guard;
  private final TrainingListener listener;
  private final long start = System.nanoTime();
  private double secondsBefore; // in this epoch before training was resumed
  private StepTime time = new StepTime();
  private int step; // number of mini-batches taken
  private float[] carried; // states of the shards' streams; null at the beginning of the data
  private double loss;
  private double weight; // of all targets
  private long steps; // of sequences
  private double norms;
  private int updates;
  private double learningRate;

  /**
   * @param epoch from 1
   * @param w the weights, which updates change in place
   * @param guard the guard of this epoch
   */
  TrainingEpoch(
      int epoch, TrainingOptions options, float[] w, FiniteGuard guard, TrainingListener listener) {
    this.guard = guard;
    this.epoch = epoch;
    this.options = options;
    this.w = w;
    this.listener = listener;
  }

  /** The number of this epoch, from 1. */
  int epoch() {
    return epoch;
  }

  /** The number of mini-batches taken. */
  int step() {
    return step;
  }

  /**
   * Takes all remaining mini-batches, and updates after every {@code accumulationSteps} of them and
   * after the last.
   *
   * @param order numbers of all mini-batches
   * @param afterUpdate called after every update but the last, when no gradient is pending
   * @throws InvalidInputException if the loss, the gradient or the weights stop being finite
   */
  void run(
      int[] order,
      GradientSource source,
      WeightUpdate weightUpdate,
      Schedule schedule,
      Runnable afterUpdate) {
    int group = options.accumulationSteps();
    // The plan's count: mini-batches of empty sequences make no update but keep their place.
    long before = (long) (epoch - 1) * updates(order.length, group);
    while (step < order.length) {
      int batch = order[step];
      source.describe(
          "epoch %d/%d step %d/%d".formatted(epoch, options.maxEpochs(), step + 1, order.length));
      source.announce(step + 1 < order.length ? order[step + 1] : -1);
      GradientSum sum = source.gradient(w, carried, epoch - 1, batch, time);
      float[] handed = carried;
      carried = sum.carried();
      long updating = System.nanoTime();
      step++;
      if (sum.weight() > 0) { // otherwise all sequences are empty or have the weight 0
        if (guard.take(step, batch, handed, sum.loss() / sum.weight(), w)) {
          loss += sum.loss();
          weight += sum.weight();
        } else {
          carried = FiniteGuard.carriedOn(carried);
        }
        steps += sum.steps();
        weightUpdate.add(sum.gradient(), sum.weight());
      }
      boolean last = step == order.length;
      boolean complete = last || step % group == 0;
      if (complete) {
        learningRate = schedule.learningRate(before + (step - 1) / group);
        if (!apply(weightUpdate)) {
          carried = FiniteGuard.carriedOn(carried);
        }
      }
      time.addUpdate(System.nanoTime() - updating);
      if (sum.weight() > 0) {
        listener.onStep(epoch, step, sum.loss() / sum.weight());
      }
      if (complete && !last) {
        afterUpdate.run();
      }
    }
    guard.end(updates, w);
  }

  /**
   * @throws InvalidInputException if the weights stopped being finite
   */
  void requireFiniteWeights() {
    guard.requireFinite(w);
  }

  /** Writes the progress of this epoch. */
  void save(Checkpoint to) {
    to.put("epoch", epoch);
    to.put("step", step);
    to.put("loss", loss);
    to.put("weight", weight);
    to.put("sequenceSteps", steps);
    to.put("gradientNorms", norms);
    to.put("updates", updates);
    to.put("learningRate", learningRate);
    to.put("seconds", seconds());
    to.put("time", time.state());
    guard.save(to);
    if (carried != null) {
      to.put("carried", carried);
    }
  }

  /** Restores what {@link #save} wrote. */
  void restore(Checkpoint from, int stepsPerEpoch) {
    step = from.integer("step", 0, stepsPerEpoch);
    loss = from.real("loss");
    weight = from.real("weight");
    steps = from.integer("sequenceSteps");
    norms = from.real("gradientNorms");
    updates = from.integer("updates", 0, Integer.MAX_VALUE);
    learningRate = from.real("learningRate");
    secondsBefore = from.real("seconds");
    time = StepTime.ofState(from.integers("time", StepTime.STATE_SIZE));
    guard.restore(from);
    carried = from.has("carried") ? from.array("carried") : null;
  }

  private double seconds() {
    return secondsBefore + (System.nanoTime() - start) / 1e9;
  }

  /** Whether nothing was left out. */
  private boolean apply(WeightUpdate weightUpdate) {
    if (!weightUpdate.pending()) {
      return true;
    }
    double norm =
        guard.lossesFinite() ? weightUpdate.apply(learningRate, epoch) : weightUpdate.leaveOut();
    if (!guard.updated(norm, w)) {
      return false;
    }
    norms += norm;
    updates++;
    return true;
  }

  /** The number of updates in an epoch of a number of mini-batches. */
  static int updates(int batches, int accumulationSteps) {
    return (batches - 1) / accumulationSteps + 1;
  }

  /** Mean training loss per target. */
  double meanLoss() {
    return loss / weight;
  }

  /**
   * The summary of the epoch so far.
   *
   * @param validation may be null
   * @param flow may be null
   */
  EpochSummary summary(Evaluation validation, GradientFlow flow) {
    return new EpochSummary(
        epoch,
        meanLoss(),
        norms / updates,
        learningRate,
        validation,
        flow,
        steps,
        seconds(),
        time,
        guard.skipped());
  }
}
