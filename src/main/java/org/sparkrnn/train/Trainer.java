package org.sparkrnn.train;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkrnn.data.BatchPlan;
import org.sparkrnn.data.BatchPlan.Purpose;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.StreamPlan;
import org.sparkrnn.nn.Evaluation;
import org.sparkrnn.nn.GradientFlow;
import org.sparkrnn.nn.Network;
import org.sparkrnn.optim.Schedule;
import org.sparkrnn.optim.ScheduleOptions;

/**
 * Synchronous mini-batch training: for every mini-batch, or every few of them, the gradient summed
 * over all shards, divided by the weight of the targets in it (their number, if none is given),
 * clipped, and one update of the weights on the driver.
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
   * @throws InvalidInputException if the options contradict each other
   */
  public Trainer(
      Network network,
      TrainingOptions options,
      Shards data,
      Shards validation,
      TrainingListener listener) {
    if (options.tbpttLength() > 0 && options.gradientFlowSteps() > 0) {
      throw new InvalidInputException(
          "gradientFlow is true and the text is one stream; it is measured over whole sequences: set boundaries=lines, or gradientFlow=false");
    }
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
    Batches batches = batches();
    float[] w =
        network.initialParameters(BatchPlan.stream(options.seed(), 0, 0, Purpose.INITIAL_WEIGHTS));
    listener.onStart(options.maxEpochs(), batches.steps(), w.length);
    try (GradientSource source =
        options.execution().source(data, batches.gradient(), options.aggregationDepth())) {
      return fit(batches, source, w);
    }
  }

  /** Mini-batches of whole sequences, or chunks of streams. */
  private Batches batches() {
    if (options.tbpttLength() > 0) {
      StreamPlan plan =
          new StreamPlan(data.sequences(), data.steps(), data.numShards(), options.tbpttLength());
      return new Batches.OfStreams(
          plan,
          new StreamGradient(
              network.spec(), plan, options.seed(), options.wordDropout(), options.dropout()));
    }
    BatchPlan plan =
        new BatchPlan(options.seed(), data.sequences(), data.numShards(), options.batchSize());
    return new Batches.OfSequences(
        plan, new ShardGradient(network.spec(), plan, options.wordDropout(), options.dropout()));
  }

  private Result fit(Batches batches, GradientSource source, float[] w) {
    WeightUpdate weightUpdate = new WeightUpdate(w, options);
    Schedule schedule = schedule(batches.steps());
    BestWeights best =
        new BestWeights(
            options.bestByLoss()
                ? (a, b) -> a.meanLoss() < b.meanLoss()
                : network.spec().head()::better);
    List<EpochSummary> epochs = new ArrayList<>();
    for (int epoch = 1; epoch <= options.maxEpochs(); epoch++) {
      FiniteGuard guard =
          new FiniteGuard(epoch, options, data, batches.gradient(), network.layout());
      TrainingEpoch pass = new TrainingEpoch(epoch, options, w, guard, listener);
      pass.run(batches.order(epoch - 1), source, weightUpdate, schedule);
      describe(validation, "validate epoch " + epoch);
      Evaluation now =
          validation == null
              ? null
              : new DistributedEvaluation(validation, network.spec(), options.tbpttLength())
                  .evaluate(w);
      schedule.onEpoch(now == null ? pass.meanLoss() : now.meanLoss());
      EpochSummary summary = pass.summary(now, flow(w));
      epochs.add(summary);
      listener.onEpoch(summary);
      best.offer(epoch, now, w);
      int without = epoch - best.epoch();
      if (options.earlyStoppingPatience() > 0 && without >= options.earlyStoppingPatience()) {
        LOG.info("No better validation for {} epochs; stopping", without);
        break;
      }
    }
    return new Result(best.weights(), best.epoch(), epochs);
  }

  private static void describe(Shards shards, String what) {
    if (shards != null) {
      JobScope.describe(shards.rdd().context(), what);
    }
  }

  /** How far back these weights learn, or null where nobody asks. */
  private GradientFlow flow(float[] w) {
    describe(data, "measure the gradient flow");
    return options.gradientFlowSteps() == 0
        ? null
        : new DistributedGradientFlow(data, network.spec(), options.gradientFlowSteps()).measure(w);
  }

  private Schedule schedule(int steps) {
    int updates = TrainingEpoch.updates(steps, options.accumulationSteps());
    ScheduleOptions asked = options.schedule();
    long all = (long) updates * options.maxEpochs();
    if (asked.warmupSteps() > all) {
      LOG.warn(
          "warmupSteps {} is more than the {} updates of all epochs: learningRate {} is not reached",
          asked.warmupSteps(),
          all,
          asked.learningRate());
    }
    return asked.create(updates, options.maxEpochs());
  }
}
