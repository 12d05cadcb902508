package org.sparkrnn.train;

import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.nn.Evaluation;
import org.sparkrnn.nn.GradientFlow;
import org.sparkrnn.optim.GradientClip;
import org.sparkrnn.optim.Schedule;

/** One pass over the mini-batches: gradients, updates, and the sums that tell how it went. */
final class TrainingEpoch {
  private final int epoch; // from 1
  private final TrainingOptions options;
  private final float[] w;
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
   */
  TrainingEpoch(int epoch, TrainingOptions options, float[] w, TrainingListener listener) {
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
      carried = sum.carried();
      long updating = System.nanoTime();
      step++;
      if (sum.weight() > 0) { // else nothing but empty sequences, or those that do not count
        requireFinite(sum.loss() / sum.weight(), "loss");
        loss += sum.loss();
        weight += sum.weight();
        steps += sum.steps();
        weightUpdate.add(sum.gradient(), sum.weight());
      }
      if (step % group == 0 || step == order.length) {
        learningRate = schedule.learningRate(update++);
        apply(weightUpdate);
      }
      time.addUpdate(System.nanoTime() - updating);
      if (sum.weight() > 0) {
        listener.onStep(epoch, step, sum.loss() / sum.weight());
      }
    }
    // No step is left to find it out in the epoch's last update.
    requireFinite(GradientClip.norm(w), "norm of the weights");
  }

  private void apply(WeightUpdate weightUpdate) {
    if (weightUpdate.pending()) {
      double norm = weightUpdate.apply(learningRate);
      requireFinite(norm, "gradient norm");
      norms += norm;
      updates++;
    }
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
        time);
  }

  private void requireFinite(double value, String what) {
    if (!Double.isFinite(value)) {
      throw new InvalidInputException(
          ("training diverged at step %d of epoch %d: %s %s; lower learningRate (%s) or bound the"
                  + " gradient with gradientClipNorm (%s)")
              .formatted(
                  step,
                  epoch,
                  what,
                  value,
                  options.schedule().learningRate(),
                  options.gradientClipNorm()));
    }
  }
}
