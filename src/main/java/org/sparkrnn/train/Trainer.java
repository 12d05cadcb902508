package org.sparkrnn.train;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkrnn.data.BatchPlan;
import org.sparkrnn.data.BatchPlan.Purpose;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.StreamPlan;
import org.sparkrnn.nn.Criterion;
import org.sparkrnn.nn.Evaluation;
import org.sparkrnn.nn.GradientFlow;
import org.sparkrnn.nn.Network;
import org.sparkrnn.optim.Schedule;
import org.sparkrnn.optim.ScheduleOptions;
import org.sparkrnn.train.check.FiniteGuard;
import org.sparkrnn.train.checkpoint.Checkpoint;
import org.sparkrnn.train.checkpoint.CheckpointFile;
import org.sparkrnn.train.shard.LocalShards;
import org.sparkrnn.train.shard.ShardedDataset;
import org.sparkrnn.train.shard.Shards;
import org.sparkrnn.train.step.BatchContribution;
import org.sparkrnn.train.step.DistributedEvaluation;
import org.sparkrnn.train.step.DistributedGradientFlow;
import org.sparkrnn.train.step.GradientContribution;
import org.sparkrnn.train.step.GradientSource;
import org.sparkrnn.train.step.LocalGradient;
import org.sparkrnn.train.step.StreamGradient;

/**
 * Synchronous mini-batch training: for each mini-batch, or each few of them, the gradient is summed
 * over all shards, divided by the weight of the targets in it (their number, if no weights are
 * given) and clipped, and the weights are updated once on the driver. If the shards are in this
 * process, the calling thread does everything, and Spark is not needed.
 */
public final class Trainer {
  private static final Logger LOG = LoggerFactory.getLogger(Trainer.class);

  /**
   * The result of a training.
   *
   * @param weights the weights of the latest epoch whose validation is as good as the best one up
   *     to chance, see {@link Criterion#withinChance}; without validation data, those of the last
   *     epoch
   * @param bestEpoch the epoch of the weights, from 1
   * @param epochs one entry per pass over the data
   */
  public record Result(float[] weights, int bestEpoch, List<EpochSummary> epochs) {
    /** The result as bytes, to be sent. */
    public byte[] toBytes() {
      Checkpoint all = new Checkpoint().put("weights", weights);
      all.put("bestEpoch", bestEpoch);
      all.put("epochs", epochs.size());
      epochs.forEach(epoch -> epoch.save(all));
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try {
        CheckpointFile.write(all, bytes);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return bytes.toByteArray();
    }

    /** Restores {@link #toBytes}. */
    public static Result ofBytes(byte[] bytes) {
      try {
        Checkpoint all =
            CheckpointFile.read(
                () -> new ByteArrayInputStream(bytes), bytes.length, "the result of a training");
        int epochs = all.integer("epochs", 1, Integer.MAX_VALUE);
        return new Result(
            all.array("weights"),
            all.integer("bestEpoch", 1, epochs),
            IntStream.rangeClosed(1, epochs).mapToObj(e -> EpochSummary.read(all, e)).toList());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private final Network network;
  private final TrainingOptions options;
  private final Shards data;
  private final Shards validation;
  private final TrainingListener listener;
  private final Checkpoints checkpoints;
  private InitialWeights initial = InitialWeights.NONE;

  /** Creates a trainer without checkpoints. */
  public Trainer(
      Network network,
      TrainingOptions options,
      Shards data,
      Shards validation,
      TrainingListener listener) {
    this(network, options, data, validation, listener, Checkpoints.NONE);
  }

  /**
   * @param validation labelled shards, or null to train without validation
   * @param checkpoints to continue from and to write
   * @throws InvalidInputException if the options contradict each other
   */
  public Trainer(
      Network network,
      TrainingOptions options,
      Shards data,
      Shards validation,
      TrainingListener listener,
      Checkpoints checkpoints) {
    if (options.tbpttLength() > 0 && options.gradientFlowSteps() > 0) {
      throw new InvalidInputException(
          "gradientFlow is true, but the text is one stream and the gradient flow is measured over whole sequences; set boundaries=lines, or gradientFlow=false");
    }
    this.network = network;
    this.options = options;
    this.data = data;
    this.validation = validation;
    this.listener = listener;
    this.checkpoints = checkpoints;
  }

  /** Sets pretrained initial weights. */
  public Trainer startingFrom(InitialWeights weights) {
    initial = weights;
    return this;
  }

  /**
   * Trains from random initial weights, from weights that were learned elsewhere, with a linear
   * path from least squares, or continues from a checkpoint.
   *
   * @throws InvalidInputException if the loss, the gradient or the weights stop being finite, a
   *     checkpoint belongs to other data, or a checkpoint cannot be written
   */
  public Result fit() {
    Batches batches = batches();
    float[] w =
        network.initialParameters(BatchPlan.stream(options.seed(), 0, 0, Purpose.INITIAL_WEIGHTS));
    initial.begin(w, network.layout());
    if (checkpoints.resumedFrom() == null && !LinearStart.known(initial)) {
      LinearStart.set(w, network, data);
    }
    try {
      return fit(batches, w);
    } finally {
      listener.onEnd();
    }
  }

  private Result fit(Batches batches, float[] w) {
    listener.onStart(options.maxEpochs(), batches.steps(), w.length);
    TrainingState state =
        new TrainingState(
            w,
            new WeightUpdate(w, options, network.layout().spared())
                .holding(HeldWeights.of(network.layout(), initial, options.frozenBlocks())),
            options,
            batches.steps(),
            schedule(batches.steps()),
            bestWeights(),
            epoch -> new FiniteGuard(epoch, options, data, batches.gradient(), network.layout()),
            listener);
    if (checkpoints.resume(state, data, validation, initial)) {
      TrainingEpoch pass = state.pass();
      listener.onEarlierEpochs(state.epochs());
      listener.onResume(checkpoints.resumedFrom(), pass.epoch(), pass.step(), state.finished());
    }
    if (!state.finished()) {
      try (GradientSource source = source(batches.gradient())) {
        train(batches, source, state);
      }
    }
    return new Result(state.best().weights(), state.best().epoch(), state.epochs());
  }

  /** Mini-batches of whole sequences, or chunks of streams. */
  private Batches batches() {
    if (options.tbpttLength() > 0) {
      StreamPlan plan =
          new StreamPlan(data.sequences(), data.steps(), data.numShards(), options.tbpttLength());
      return new Batches.OfStreams(
          plan,
          new StreamGradient(
              network.spec(), plan, options.seed(), options.noise(), options.dropout()));
    }
    BatchPlan plan =
        new BatchPlan(options.seed(), data.sequences(), data.numShards(), options.batchSize());
    return new Batches.OfSequences(
        plan, new GradientContribution(network.spec(), plan, options.noise(), options.dropout()));
  }

  private GradientSource source(BatchContribution gradient) {
    if (!(data instanceof ShardedDataset distributed)) {
      return new LocalGradient(((LocalShards) data).shards(), gradient, 1);
    }
    GradientSource source =
        options.execution().source(distributed, gradient, options.aggregationDepth());
    return options.execution().on(distributed) == ExecutionType.SPARK
        ? new ForecastingSource(source, distributed, listener)
        : source;
  }

  private BestWeights bestWeights() {
    return new BestWeights(
        options.bestByLoss() ? Criterion.LOSS : network.spec().output().criterion());
  }

  private void train(Batches batches, GradientSource source, TrainingState state) {
    while (!state.finished()) {
      TrainingEpoch pass = state.pass();
      pass.run(
          batches.order(pass.epoch() - 1),
          source,
          state.weightUpdate(),
          state.schedule(),
          () -> {
            checkpoints.offer(state);
            endIfAsked(state);
          });
      float[] w = state.judged();
      describe(validation, "validate epoch " + pass.epoch());
      Evaluation now =
          validation == null
              ? null
              : new DistributedEvaluation(validation, network.spec(), options.tbpttLength())
                  .evaluate(w);
      listener.onWeights(w, network.layout());
      listener.onEpoch(state.complete(now, flow(w)), state.best().bestEpoch());
      checkpoints.offer(state);
      data.followExecutors();
      if (validation != null) {
        validation.followExecutors();
      }
      if (!state.finished()) {
        endIfAsked(state);
      }
    }
    if (state.epochs().size() < options.maxEpochs()) {
      LOG.info(
          "Training stops early, because the validation has not improved for {} epochs",
          state.withoutBetter());
    }
    checkpoints.finish(state);
  }

  /** Ends training if the listener requests it, at a place where a checkpoint is possible. */
  private void endIfAsked(TrainingState state) {
    if (listener.stopRequested()) {
      String kept = checkpoints.keep(state);
      throw new TrainingStoppedException(state.pass().epoch(), state.pass().step(), kept);
    }
  }

  private static void describe(Shards shards, String what) {
    if (shards != null) {
      shards.describe(what);
    }
  }

  /** The gradient flow of these weights, or null if it is not requested. */
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
          "warmupSteps={} is more than the {} updates of all epochs, so learningRate={} is never reached",
          asked.warmupSteps(),
          all,
          asked.learningRate());
    }
    return asked.create(updates, options.maxEpochs());
  }
}
