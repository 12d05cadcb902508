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
 * The options of training; they stay on the driver. Bounds are checked by the Params that give the
 * values; their defaults are those of the builder.
 *
 * @param batchSize number of sequences per mini-batch, over all shards
 * @param accumulationSteps number of mini-batches per update
 * @param maxEpochs the largest number of passes over the data
 * @param optimizer update rule
 * @param schedule learning rate
 * @param sparseUpdates whether only the touched rows of the table of tokens are updated
 * @param averageDecay fraction of the old average of weights that is kept; 0 for no average
 * @param gradientClipValue bound of each element of the mean gradient; 0 for none
 * @param gradientClipNorm bound of the norm of the mean gradient, after clipping by value; 0 for
 *     none
 * @param noise noise in the inputs of the network
 * @param dropout dropout rates of the units of the network
 * @param frozenEpochs number of epochs in which pretrained rows are not changed; 0 for none
 * @param frozenBlocks prefixes of the names of tensors that are never changed
 * @param earlyStoppingPatience epochs without a better validation before training stops; 0 for
 *     never
 * @param tbpttLength the largest number of steps of a stream per mini-batch, after which the state
 *     is carried to the next one; 0 to train on whole sequences
 * @param bestByLoss whether a smaller validation loss is better for any head; otherwise the head
 *     decides
 * @param gradientFlowSteps how many steps back gradients are measured after each epoch; 0 for no
 *     measurement
 * @param aggregationDepth 1 if the driver sums the results of all tasks; more if executors sum
 *     first when there are many
 * @param nonFinitePolicy how to handle a step whose loss or gradient is not finite
 * @param execution where gradients are computed
 * @param seed the seed of all random choices
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

  /** The default options. */
  public static final TrainingOptions DEFAULT = new Builder().build();

  /** Starts from {@link #DEFAULT}. */
  public static Builder builder() {
    return new Builder();
  }

  /** Sets options by name. */
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
    private InputNoise noise = new InputNoise(Defaults.WORD_DROPOUT, 0, 0, 0);
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

    /** Sets the fraction of tokens that are replaced by the unknown word. */
    public Builder wordDropout(double value) {
      noise = new InputNoise(value, noise.timeWarp(), noise.timeMask(), noise.featureMask());
      return this;
    }

    /** Sets the strength of time warping. */
    public Builder timeWarp(double value) {
      noise = new InputNoise(noise.wordDropout(), value, noise.timeMask(), noise.featureMask());
      return this;
    }

    /** Sets the largest fraction of steps whose features are masked. */
    public Builder timeMask(double value) {
      noise = new InputNoise(noise.wordDropout(), noise.timeWarp(), value, noise.featureMask());
      return this;
    }

    /** Sets the largest fraction of features that are masked at all steps. */
    public Builder featureMask(double value) {
      noise = new InputNoise(noise.wordDropout(), noise.timeWarp(), noise.timeMask(), value);
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

    /** The options; options that were not set have the defaults. */
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
