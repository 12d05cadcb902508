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
import org.sparkrnn.optim.Optimizer;

/**
 * Synchronous mini-batch training: for every mini-batch the gradient summed over all shards,
 * divided by the number of steps in it, clipped, and one update of the weights on the driver.
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
   * @throws InvalidInputException if the loss or the gradient stops being finite
   */
  public Result fit() {
    BatchPlan plan =
        new BatchPlan(options.seed(), data.sequences(), data.numShards(), options.batchSize());
    GradientSource source =
        new DistributedGradient(
            data,
            new ShardGradient(network.spec(), plan, options.wordDropout()),
            options.aggregationDepth());
    Optimizer optimizer = options.optimizer().create(options.momentum());
    float[] w =
        network.initialParameters(BatchPlan.stream(options.seed(), 0, 0, Purpose.INITIAL_WEIGHTS));
    float[] g = new float[w.length];
    float[][] state = new float[optimizer.stateSlots()][w.length];
    listener.onStart(options.maxEpochs(), plan.steps(), w.length);

    float[] best = w;
    Evaluation bestValidation = null;
    int bestEpoch = 0;
    long updates = 0;
    List<EpochSummary> epochs = new ArrayList<>();
    for (int epoch = 1; epoch <= options.maxEpochs(); epoch++) {
      long start = System.nanoTime();
      StepTime time = new StepTime();
      double loss = 0;
      double norms = 0;
      long steps = 0;
      int step = 0;
      for (int batch : plan.batchOrder(epoch - 1)) {
        GradientSum sum = source.gradient(w, epoch - 1, batch, time);
        step++;
        if (sum.steps() == 0) {
          continue; // nothing but empty sequences
        }
        long updating = System.nanoTime();
        norms += update(w, g, sum, optimizer, state, ++updates, epoch, step);
        time.addUpdate(System.nanoTime() - updating);
        loss += sum.loss();
        steps += sum.steps();
        listener.onStep(epoch, step, sum.loss() / sum.steps());
      }
      Evaluation now =
          validation == null
              ? null
              : new DistributedEvaluation(validation, network.spec()).evaluate(w);
      EpochSummary summary =
          new EpochSummary(
              epoch,
              loss / steps,
              norms / step,
              now,
              steps,
              (System.nanoTime() - start) / 1e9,
              time);
      epochs.add(summary);
      listener.onEpoch(summary);
      if (now == null) {
        bestEpoch = epoch;
      } else if (bestValidation == null || better(now, bestValidation)) {
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

  /** One update; returns the norm of the mean gradient before clipping. */
  private double update(
      float[] w,
      float[] g,
      GradientSum sum,
      Optimizer optimizer,
      float[][] state,
      long number,
      int epoch,
      int step) {
    sum.writeTo(g, network.embeddingSize());
    GradientClip.scale(g, 1.0 / sum.steps());
    double norm = GradientClip.byGlobalNorm(g, options.gradientClipNorm());
    if (!Double.isFinite(sum.loss()) || !Double.isFinite(norm)) {
      throw new InvalidInputException(
          ("training diverged at step %d of epoch %d: loss %s, gradient norm %s; lower learningRate"
                  + " (%s) or bound the gradient with gradientClipNorm (%s)")
              .formatted(
                  step,
                  epoch,
                  sum.loss() / sum.steps(),
                  norm,
                  options.learningRate(),
                  options.gradientClipNorm()));
    }
    optimizer.update(w, g, state, number, options.learningRate());
    return norm;
  }

  /** More hits; with equally many, less loss. */
  private static boolean better(Evaluation a, Evaluation b) {
    return a.accuracy() > b.accuracy()
        || a.accuracy() == b.accuracy() && a.meanLoss() < b.meanLoss();
  }
}
