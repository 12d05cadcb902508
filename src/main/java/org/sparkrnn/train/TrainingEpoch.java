package org.sparkrnn.train;

import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.nn.Evaluation;
import org.sparkrnn.nn.GradientFlow;
import org.sparkrnn.optim.Schedule;

/** One pass over the mini-batches: gradients, updates, and the sums that tell how it went. */
final class TrainingEpoch {
  private final int epoch; // from 1
  private final TrainingOptions options;
  private final float[] w;
  private final FiniteGuard guard;
  private final TrainingListener listener;
  private final long start = System.nanoTime();
  private final StepTime time = new StepTime();
  private int step; // mini-batches taken
  private double loss;
  private double weight; // of all targets
  private long steps; // of sequences
  private double norms;
  private int updates;
  private double learningRate;

  /**
   * @param epoch from 1
   * @param w the weights, which updates change in place
   * @param guard of this epoch
   */
  TrainingEpoch(
      int epoch, TrainingOptions options, float[] w, FiniteGuard guard, TrainingListener listener) {
    this.guard = guard;
    this.epoch = epoch;
    this.options = options;
    this.w = w;
    this.listener = listener;
  }

  /**
   * Takes all mini-batches, and updates after every {@code accumulationSteps} of them and after the
   * last.
   *
   * @param order numbers of the mini-batches
   * @throws InvalidInputException if the loss, the gradient or the weights stop being finite
   */
  void run(int[] order, GradientSource source, WeightUpdate weightUpdate, Schedule schedule) {
    int group = options.accumulationSteps();
    // Counted by the plan: mini-batches of empty sequences do not update, but do take their place.
    long update = (long) (epoch - 1) * updates(order.length, group);
    float[] carried = null; // nothing at the beginning of the data
    for (int batch : order) {
      source.describe(
          "epoch %d/%d step %d/%d".formatted(epoch, options.maxEpochs(), step + 1, order.length));
      GradientSum sum = source.gradient(w, carried, epoch - 1, batch, time);
      float[] handed = carried;
      carried = sum.carried();
      long updating = System.nanoTime();
      step++;
      if (sum.weight() > 0) { // else nothing but empty sequences, or those that do not count
        if (guard.take(step, batch, handed, sum.loss() / sum.weight(), w)) {
          loss += sum.loss();
          weight += sum.weight();
        } else {
          carried = FiniteGuard.carriedOn(carried);
        }
        steps += sum.steps();
        weightUpdate.add(sum.gradient(), sum.weight());
      }
      if (step % group == 0 || step == order.length) {
        learningRate = schedule.learningRate(update++);
        if (!apply(weightUpdate)) {
          carried = FiniteGuard.carriedOn(carried);
        }
      }
      time.addUpdate(System.nanoTime() - updating);
      if (sum.weight() > 0) {
        listener.onStep(epoch, step, sum.loss() / sum.weight());
      }
    }
    guard.end(updates, w);
  }

  /** Whether there was nothing to leave out. */
  private boolean apply(WeightUpdate weightUpdate) {
    if (!weightUpdate.pending()) {
      return true;
    }
    double norm = guard.lossesFinite() ? weightUpdate.apply(learningRate) : weightUpdate.leaveOut();
    if (!guard.updated(norm, w)) {
      return false;
    }
    norms += norm;
    updates++;
    return true;
  }

  /** Updates in an epoch of so many mini-batches. */
  static int updates(int batches, int accumulationSteps) {
    return (batches - 1) / accumulationSteps + 1;
  }

  /** Mean training loss a target. */
  double meanLoss() {
    return loss / weight;
  }

  /**
   * The epoch up to now.
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
        (System.nanoTime() - start) / 1e9,
        time,
        guard.skipped());
  }
}
