package org.sparkrnn.ml.network;

import org.apache.hadoop.conf.Configuration;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.ml.param.LanguageModelParams;
import org.sparkrnn.ml.param.RnnParams;
import org.sparkrnn.ml.param.kind.ParamValues;
import org.sparkrnn.nn.Dropout;
import org.sparkrnn.optim.OptimizerOptions;
import org.sparkrnn.optim.OptimizerType;
import org.sparkrnn.optim.ScheduleOptions;
import org.sparkrnn.optim.ScheduleType;
import org.sparkrnn.train.ExecutionType;
import org.sparkrnn.train.NonFinitePolicy;
import org.sparkrnn.train.TrainingListener;
import org.sparkrnn.train.TrainingListeners;
import org.sparkrnn.train.TrainingOptions;
import org.sparkrnn.train.checkpoint.CheckpointOptions;
import org.sparkrnn.train.record.TrainingRecords;

/** The training that Params describe. */
public final class DescribedTraining {
  private DescribedTraining() {}

  /**
   * The options of a training.
   *
   * @throws InvalidInputException if Params contradict each other
   */
  public static TrainingOptions options(RnnParams params) {
    return builder(params).build();
  }

  /**
   * The options for a language model: in chunks of streams, if rows follow each other. The best
   * epoch is the one with the lowest loss.
   *
   * @throws InvalidInputException if Params contradict each other
   */
  public static TrainingOptions ofTexts(LanguageModelParams params) {
    return builder(params)
        .tbpttLength(params.inOrder() ? params.getTbpttLength() : 0)
        .bestByLoss(true)
        .build();
  }

  private static TrainingOptions.Builder builder(RnnParams params) {
    return TrainingOptions.builder()
        .batchSize(params.getBatchSize())
        .accumulationSteps(params.getAccumulationSteps())
        .maxEpochs(params.getMaxEpochs())
        .optimizer(optimizer(params))
        .schedule(schedule(params))
        .sparseUpdates(sparseUpdates(params))
        .averageDecay(params.getAverageDecay())
        .gradientClipValue(params.getGradientClipValue())
        .gradientClipNorm(params.getGradientClipNorm())
        .wordDropout(params.getWordDropout())
        .timeWarp(params.getTimeWarp())
        .timeMask(params.getTimeMask())
        .featureMask(params.getFeatureMask())
        .dropout(dropout(params))
        .frozenEpochs(frozenEpochs(params))
        .frozenBlocks(params.frozenBlockNames())
        .earlyStoppingPatience(params.getEarlyStoppingPatience())
        .gradientFlowSteps(params.getGradientFlow() ? params.getGradientFlowSteps() : 0)
        .aggregationDepth(params.getAggregationDepth())
        .nonFinitePolicy(ParamValues.constant(NonFinitePolicy.class, params.getNonFinitePolicy()))
        .execution(ParamValues.constant(ExecutionType.class, params.getExecution()))
        .seed(params.getSeed());
  }

  /**
   * @param eachStep whether steps have targets
   * @param tokens whether the network reads any
   * @throws InvalidInputException if timeWarp is set and the data does not allow it
   */
  public static void requireWarpable(RnnParams params, boolean eachStep, boolean tokens) {
    if (params.getTimeWarp() > 0 && tokens) {
      throw new InvalidInputException(
          "timeWarp is %s, but steps have tokens, which cannot be interpolated; leave timeWarp out"
              .formatted(params.getTimeWarp()));
    }
    if (params.getTimeWarp() > 0 && eachStep) {
      throw new InvalidInputException(
          ("timeWarp is %s, but each step has its own target, which would no longer be at its step; leave timeWarp out, or set a readout with one output per sequence")
              .formatted(params.getTimeWarp()));
    }
  }

  private static boolean sparseUpdates(RnnParams params) {
    if (params.getSparseUpdates() && params.getTiedEmbeddings()) {
      throw new InvalidInputException(
          "sparseUpdates and tiedEmbeddings are both true, but a tied table has a gradient in all its rows; leave one of them out");
    }
    return params.getSparseUpdates();
  }

  private static int frozenEpochs(RnnParams params) {
    if (!params.isDefined(params.pretrainedVectors())) {
      return 0;
    }
    return switch (params.getPretrainedMode()) {
      case "freeze" -> Integer.MAX_VALUE;
      case "freezeFirst" -> params.getFrozenEpochs();
      default -> 0;
    };
  }

  private static Dropout dropout(RnnParams params) {
    return new Dropout(
            params.getInputDropout(),
            params.getDropout(),
            params.getOutputDropout(),
            params.getVariationalDropout())
        .droppingWeights(params.getWeightDropout())
        .droppingStates(params.getRecurrentDropout());
  }

  private static OptimizerOptions optimizer(RnnParams params) {
    return OptimizerOptions.of(ParamValues.constant(OptimizerType.class, params.getOptimizer()))
        .withMomentum(params.getMomentum())
        .withBetas(params.getBeta1(), params.getBeta2())
        .withRho(params.getRho())
        .withEpsilon(params.getEpsilon())
        .withWeightDecay(params.getWeightDecay());
  }

  private static ScheduleOptions schedule(RnnParams params) {
    if (params.getMinLearningRate() > params.getLearningRate()) {
      throw new InvalidInputException(
          "minLearningRate is %s; expected at most learningRate, which is %s; lower the former or raise the latter"
              .formatted(params.getMinLearningRate(), params.getLearningRate()));
    }
    return ScheduleOptions.of(
            ParamValues.constant(ScheduleType.class, params.getLearningRateSchedule()),
            params.getLearningRate())
        .withWarmup(params.getWarmupSteps())
        .withDecay(params.getDecayFactor(), params.getDecayEpochs())
        .withMinLearningRate(params.getMinLearningRate());
  }

  /**
   * A listener that writes each epoch for TensorBoard, if this is requested.
   *
   * @param listener another listener of the training
   * @throws InvalidInputException if tensorBoardDir cannot be written to, or is not set although
   *     histograms are requested
   */
  public static TrainingListener recording(
      RnnParams params, TrainingListener listener, Configuration hadoop) {
    if (!params.isDefined(params.tensorBoardDir())) {
      if (params.getTensorBoardHistograms()) {
        throw new InvalidInputException(
            "tensorBoardHistograms is true, but tensorBoardDir is not set, which says where they are written; set it, or leave tensorBoardHistograms out");
      }
      return listener;
    }
    return TrainingListeners.both(
        TrainingRecords.open(params.getTensorBoardDir(), params.getTensorBoardHistograms(), hadoop),
        listener);
  }

  /** When and where checkpoints are written. */
  public static CheckpointOptions checkpoints(RnnParams params) {
    return new CheckpointOptions(
        params.isDefined(params.checkpointDir()) ? params.getCheckpointDir() : null,
        params.getCheckpointInterval(),
        params.getCheckpointMinutes(),
        params.getKeepCheckpoints());
  }
}
