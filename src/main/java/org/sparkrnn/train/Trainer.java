package org.sparkrnn.train;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkrnn.data.BatchPlan;
import org.sparkrnn.data.BatchPlan.Purpose;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.nn.Evaluation;
import org.sparkrnn.nn.Network;
import org.sparkrnn.optim.GradientClip;

/**
 * Synchronous mini-batch training: for every mini-batch the gradient summed over all shards,
 * divided by the weight of the targets in it (their number, if none is given), clipped, and one
 * update of the weights on the driver.
 */
public final class Trainer {
  private static final Logger LOG = LoggerFactory.getLogger(Trainer.class);

  /**
   * What training gives.
   *
   * @param weights the best by validation, or the last without validation data
   * @param bestEpoch the epoch they are of, from 1
   * @param epochs one entry a pass
   */
  public record Result(float[] weights, int bestEpoch, List<EpochSummary> epochs) {}

  private final Network network;
  private final TrainingOptions options;
  private final Shards data;
  private final Shards validation;
  private final TrainingListener listener;

  /**
   * @param validation labelled shards, or null to train without validation
   */
  public Trainer(
      Network network,
      TrainingOptions options,
      Shards data,
      Shards validation,
      TrainingListener listener) {
    this.network = network;
    this.options = options;
    this.data = data;
    this.validation = validation;
    this.listener = listener;
  }

  /**
   * Trains from random initial weights.
   *
   * @throws InvalidInputException if the loss, the gradient or the weights stop being finite
   */
  public Result fit() {
    BatchPlan plan =
        new BatchPlan(options.seed(), data.sequences(), data.numShards(), options.batchSize());
    float[] w =
        network.initialParameters(BatchPlan.stream(options.seed(), 0, 0, Purpose.INITIAL_WEIGHTS));
    listener.onStart(options.maxEpochs(), plan.steps(), w.length);
    ShardFunction gradient = new ShardGradient(network.spec(), plan, options.wordDropout());
    try (GradientSource source =
        options.execution().source(data, gradient, options.aggregationDepth())) {
      return fit(plan, source, w);
    }
  }

  private Result fit(BatchPlan plan, GradientSource source, float[] w) {
    WeightUpdate weightUpdate = new WeightUpdate(w, options);
    float[] best = w;
    Evaluation bestValidation = null;
    int bestEpoch = 0;
    List<EpochSummary> epochs = new ArrayList<>();
    for (int epoch = 1; epoch <= options.maxEpochs(); epoch++) {
      long start = System.nanoTime();
      StepTime time = new StepTime();
      double loss = 0;
      double norms = 0;
      double weight = 0;
      long steps = 0;
      int step = 0;
      for (int batch : plan.batchOrder(epoch - 1)) {
        GradientSum sum = source.gradient(w, epoch - 1, batch, time);
        step++;
        if (sum.weight() == 0) {
          continue; // nothing but empty sequences, or those that do not count
        }
        long updating = System.nanoTime();
        requireFinite(sum.loss() / sum.weight(), "loss", epoch, step);
        double norm = weightUpdate.apply(sum.gradient(), sum.weight());
        requireFinite(norm, "gradient norm", epoch, step);
        norms += norm;
        time.addUpdate(System.nanoTime() - updating);
        loss += sum.loss();
        weight += sum.weight();
        steps += sum.steps();
        listener.onStep(epoch, step, sum.loss() / sum.weight());
      }
      // No step is left to find it out in the epoch's last update.
      requireFinite(GradientClip.norm(w), "norm of the weights", epoch, step);
      Evaluation now =
          validation == null
              ? null
              : new DistributedEvaluation(validation, network.spec()).evaluate(w);
      EpochSummary summary =
          new EpochSummary(
              epoch,
              loss / weight,
              norms / step,
              now,
              steps,
              (System.nanoTime() - start) / 1e9,
              time);
      epochs.add(summary);
      listener.onEpoch(summary);
      if (now == null) {
        bestEpoch = epoch;
      } else if (bestValidation == null || network.spec().head().better(now, bestValidation)) {
        bestValidation = now;
        bestEpoch = epoch;
        best = w.clone();
      } else if (options.earlyStoppingPatience() > 0
          && epoch - bestEpoch >= options.earlyStoppingPatience()) {
        LOG.info("No better validation for {} epochs; stopping", epoch - bestEpoch);
        break;
      }
    }
    return new Result(best, bestEpoch, epochs);
  }

  private void requireFinite(double value, String what, int epoch, int step) {
    if (!Double.isFinite(value)) {
      throw new InvalidInputException(
          ("training diverged at step %d of epoch %d: %s %s; lower learningRate (%s) or bound the"
                  + " gradient with gradientClipNorm (%s)")
              .formatted(
                  step, epoch, what, value, options.learningRate(), options.gradientClipNorm()));
    }
  }
}
