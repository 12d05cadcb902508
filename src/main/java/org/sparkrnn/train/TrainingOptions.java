package org.sparkrnn.train;

import java.util.List;
import org.sparkrnn.Defaults;
import org.sparkrnn.nn.Dropout;
import org.sparkrnn.optim.OptimizerOptions;
import org.sparkrnn.optim.OptimizerType;
import org.sparkrnn.optim.ScheduleOptions;
import org.sparkrnn.optim.ScheduleType;
import org.sparkrnn.train.step.InputNoise;

/**
 * How to train; stays on the driver. All bounds are checked where the values come from, the Params,
 * whose defaults are those of the builder.
 *
 * @param batchSize sequences a mini-batch, over all shards
 * @param accumulationSteps mini-batches an update
 * @param maxEpochs passes over the data at most
 * @param optimizer update rule
 * @param schedule learning rate
 * @param sparseUpdates whether of the table of tokens only the rows that were touched are updated
 * @param averageDecay share of the old average of weights that is kept; 0 for no average
 * @param gradientClipValue bound of every element of the mean gradient; 0 for none
 * @param gradientClipNorm bound of the mean gradient's norm, after clipping by value; 0 for none
 * @param noise in what the network reads
 * @param dropout shares of the network's units dropped
 * @param frozenEpochs in which pretrained rows stay as they are; 0 for none
 * @param frozenBlocks what the names of tensors begin with that stay as they are in all epochs
 * @param earlyStoppingPatience epochs without a better validation before training stops; 0 for
 *     never
 * @param tbpttLength steps of a stream that a mini-batch takes at most, before the state is carried
 *     on; 0 to train on whole sequences
 * @param bestByLoss whether less validation loss is better whatever the head; else the head says
 * @param gradientFlowSteps how many steps back gradients are measured after each epoch; 0 for not
 * @param aggregationDepth 1 to let the driver sum all that tasks return; more to let executors sum
 *     first where there are many
 * @param nonFinitePolicy what to do about a step whose loss or gradient is not finite
 * @param execution where gradients are computed
 * @param seed of every random choice
 */
public record TrainingOptions(
    int batchSize,
    int accumulationSteps,
    int maxEpochs,
    OptimizerOptions optimizer,
    ScheduleOptions schedule,
    boolean sparseUpdates,
    double averageDecay,
    double gradientClipValue,
    double gradientClipNorm,
    InputNoise noise,
    Dropout dropout,
    int frozenEpochs,
    List<String> frozenBlocks,
    int earlyStoppingPatience,
    int tbpttLength,
    boolean bestByLoss,
    int gradientFlowSteps,
    int aggregationDepth,
    NonFinitePolicy nonFinitePolicy,
    ExecutionType execution,
    long seed) {

  /** What holds where nothing else is said. */
  public static final TrainingOptions DEFAULT = new Builder().build();

  /** Starts from {@link #DEFAULT}. */
  public static Builder builder() {
    return new Builder();
  }

  /** Options by name, for their order says nothing. */
  public static final class Builder {
    private int batchSize = Defaults.BATCH_SIZE;
    private int accumulationSteps = Defaults.ACCUMULATION_STEPS;
    private int maxEpochs = Defaults.MAX_EPOCHS;
    private OptimizerOptions optimizer = OptimizerOptions.of(OptimizerType.ADAM);
    private ScheduleOptions schedule =
        ScheduleOptions.of(ScheduleType.CONSTANT, Defaults.LEARNING_RATE);
    private boolean sparseUpdates = false;
    private double averageDecay = Defaults.AVERAGE_DECAY;
    private double gradientClipValue = Defaults.GRADIENT_CLIP_VALUE;
    private double gradientClipNorm = Defaults.GRADIENT_CLIP_NORM;
    private InputNoise noise = new InputNoise(Defaults.WORD_DROPOUT, 0, 0);
    private Dropout dropout = Dropout.NONE;
    private int frozenEpochs = 0;
    private List<String> frozenBlocks = List.of();
    private int earlyStoppingPatience = Defaults.EARLY_STOPPING_PATIENCE;
    private int tbpttLength = 0;
    private boolean bestByLoss = false;
    private int gradientFlowSteps = 0;
    private int aggregationDepth = Defaults.AGGREGATION_DEPTH;
    private NonFinitePolicy nonFinitePolicy = NonFinitePolicy.FAIL;
    private ExecutionType execution = ExecutionType.AUTO;
    private long seed = Defaults.SEED;

    private Builder() {}

    /** Sets {@link TrainingOptions#batchSize}. */
    public Builder batchSize(int value) {
      batchSize = value;
      return this;
    }

    /** Sets {@link TrainingOptions#accumulationSteps}. */
    public Builder accumulationSteps(int value) {
      accumulationSteps = value;
      return this;
    }

    /** Sets {@link TrainingOptions#maxEpochs}. */
    public Builder maxEpochs(int value) {
      maxEpochs = value;
      return this;
    }

    /** Sets {@link TrainingOptions#optimizer}. */
    public Builder optimizer(OptimizerOptions value) {
      optimizer = value;
      return this;
    }

    /** Sets {@link TrainingOptions#schedule}. */
    public Builder schedule(ScheduleOptions value) {
      schedule = value;
      return this;
    }

    /** Sets {@link TrainingOptions#sparseUpdates}. */
    public Builder sparseUpdates(boolean value) {
      sparseUpdates = value;
      return this;
    }

    /** Sets {@link TrainingOptions#averageDecay}. */
    public Builder averageDecay(double value) {
      averageDecay = value;
      return this;
    }

    /** Sets {@link TrainingOptions#gradientClipValue}. */
    public Builder gradientClipValue(double value) {
      gradientClipValue = value;
      return this;
    }

    /** Sets {@link TrainingOptions#gradientClipNorm}. */
    public Builder gradientClipNorm(double value) {
      gradientClipNorm = value;
      return this;
    }

    /** Sets the share of tokens replaced by the unknown word. */
    public Builder wordDropout(double value) {
      noise = new InputNoise(value, noise.timeWarp(), noise.timeMask());
      return this;
    }

    /** Sets the strength with which time is bent. */
    public Builder timeWarp(double value) {
      noise = new InputNoise(noise.wordDropout(), value, noise.timeMask());
      return this;
    }

    /** Sets the share of steps whose features are masked at most. */
    public Builder timeMask(double value) {
      noise = new InputNoise(noise.wordDropout(), noise.timeWarp(), value);
      return this;
    }

    /** Sets {@link TrainingOptions#dropout}. */
    public Builder dropout(Dropout value) {
      dropout = value;
      return this;
    }

    /** Sets {@link TrainingOptions#frozenEpochs}. */
    public Builder frozenEpochs(int value) {
      frozenEpochs = value;
      return this;
    }

    /** Sets {@link TrainingOptions#frozenBlocks}. */
    public Builder frozenBlocks(List<String> value) {
      frozenBlocks = List.copyOf(value);
      return this;
    }

    /** Sets {@link TrainingOptions#earlyStoppingPatience}. */
    public Builder earlyStoppingPatience(int value) {
      earlyStoppingPatience = value;
      return this;
    }

    /** Sets {@link TrainingOptions#tbpttLength}. */
    public Builder tbpttLength(int value) {
      tbpttLength = value;
      return this;
    }

    /** Sets {@link TrainingOptions#bestByLoss}. */
    public Builder bestByLoss(boolean value) {
      bestByLoss = value;
      return this;
    }

    /** Sets {@link TrainingOptions#gradientFlowSteps}. */
    public Builder gradientFlowSteps(int value) {
      gradientFlowSteps = value;
      return this;
    }

    /** Sets {@link TrainingOptions#aggregationDepth}. */
    public Builder aggregationDepth(int value) {
      aggregationDepth = value;
      return this;
    }

    /** Sets {@link TrainingOptions#nonFinitePolicy}. */
    public Builder nonFinitePolicy(NonFinitePolicy value) {
      nonFinitePolicy = value;
      return this;
    }

    /** Sets {@link TrainingOptions#execution}. */
    public Builder execution(ExecutionType value) {
      execution = value;
      return this;
    }

    /** Sets {@link TrainingOptions#seed}. */
    public Builder seed(long value) {
      seed = value;
      return this;
    }

    /** The options; those that were not set are the defaults. */
    public TrainingOptions build() {
      return new TrainingOptions(
          batchSize,
          accumulationSteps,
          maxEpochs,
          optimizer,
          schedule,
          sparseUpdates,
          averageDecay,
          gradientClipValue,
          gradientClipNorm,
          noise,
          dropout,
          frozenEpochs,
          frozenBlocks,
          earlyStoppingPatience,
          tbpttLength,
          bestByLoss,
          gradientFlowSteps,
          aggregationDepth,
          nonFinitePolicy,
          execution,
          seed);
    }
  }
}
