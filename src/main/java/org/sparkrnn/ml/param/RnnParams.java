package org.sparkrnn.ml.param;

import java.util.List;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.ReadMode;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.data.TokenColumn;
import org.sparkrnn.data.Vocabulary;
import org.sparkrnn.ml.param.generated.HasCheckpoints;
import org.sparkrnn.ml.param.generated.HasChoice;
import org.sparkrnn.ml.param.generated.HasDropout;
import org.sparkrnn.ml.param.generated.HasFailures;
import org.sparkrnn.ml.param.generated.HasGradientFlow;
import org.sparkrnn.ml.param.generated.HasMinCount;
import org.sparkrnn.ml.param.generated.HasNetworkShape;
import org.sparkrnn.ml.param.generated.HasOptimizer;
import org.sparkrnn.ml.param.generated.HasTraining;
import org.sparkrnn.ml.param.generated.HasValidation;
import org.sparkrnn.ml.param.kind.ParamValues;
import org.sparkrnn.nn.Dropout;
import org.sparkrnn.nn.InputSpec;
import org.sparkrnn.nn.NetworkBuilder;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.input.CharactersSpec;
import org.sparkrnn.nn.sequence.Activation;
import org.sparkrnn.nn.sequence.CellType;
import org.sparkrnn.nn.sequence.ConvolutionSpec;
import org.sparkrnn.optim.OptimizerOptions;
import org.sparkrnn.optim.OptimizerType;
import org.sparkrnn.optim.ScheduleOptions;
import org.sparkrnn.optim.ScheduleType;
import org.sparkrnn.train.ExecutionType;
import org.sparkrnn.train.NonFinitePolicy;
import org.sparkrnn.train.TrainingOptions;
import org.sparkrnn.train.checkpoint.CheckpointOptions;

/** The Params that all networks have, and what they mean together. */
public interface RnnParams
    extends InputParams,
        HasMinCount,
        HasValidation,
        HasChoice,
        HasNetworkShape,
        HasDropout,
        HasTraining,
        HasOptimizer,
        HasGradientFlow,
        HasFailures,
        HasCheckpoints {
  /** Characters that a filter over a word sees, as Ma and Hovy (2016) have it. */
  int CHARACTER_SPAN = 3;

  /** What the network reads of tokens. */
  default TokenColumn[] tokenColumns() {
    return getCharacterFilters() > 0
        ? new TokenColumn[] {TokenColumn.TOKENS, TokenColumn.CHARACTERS}
        : new TokenColumn[] {TokenColumn.TOKENS};
  }

  /**
   * The training options these Params say.
   *
   * @throws InvalidInputException if they contradict each other
   */
  default TrainingOptions trainingOptions() {
    return trainingOptionsBuilder().build();
  }

  /** The same, for a task to add its own. */
  default TrainingOptions.Builder trainingOptionsBuilder() {
    return TrainingOptions.builder()
        .batchSize(getBatchSize())
        .accumulationSteps(getAccumulationSteps())
        .maxEpochs(getMaxEpochs())
        .optimizer(optimizerOptions())
        .schedule(scheduleOptions())
        .gradientClipValue(getGradientClipValue())
        .gradientClipNorm(getGradientClipNorm())
        .wordDropout(getWordDropout())
        .dropout(dropoutRates())
        .earlyStoppingPatience(getEarlyStoppingPatience())
        .gradientFlowSteps(getGradientFlow() ? getGradientFlowSteps() : 0)
        .aggregationDepth(getAggregationDepth())
        .nonFinitePolicy(ofNonFinite())
        .execution(ParamValues.constant(ExecutionType.class, getExecution()))
        .seed(getSeed());
  }

  /** The network these Params describe, for such sequences; its output is the task's to say. */
  default NetworkBuilder networkBuilder(SequenceEncoder encoder) {
    boolean tokens = encoder.tokens() != null;
    return NetworkSpec.builder()
        .vocabularySize(tokens ? encoder.tokens().size() : 0)
        .inputSize((tokens ? getEmbeddingSize() : 0) + encoder.width())
        .joinedFeatures(tokens ? encoder.width() : 0)
        .furtherInputs(characters(encoder.vocabulary(TokenColumn.CHARACTERS)))
        .cell(ParamValues.constant(CellType.class, getCell()))
        .activation(ParamValues.constant(Activation.class, getActivation()))
        .hiddenSize(getHiddenSize())
        .numLayers(getNumLayers())
        .bidirectional(getBidirectional())
        .learnedInitialState(getLearnedInitialState())
        .convLayers(ConvolutionSpec.parse(getConvLayers()))
        .window(getWindow())
        .tiedEmbeddings(getTiedEmbeddings())
        .layerNorm(getLayerNorm())
        .residual(getResidual())
        .outputSize(encoder.outputSize());
  }

  private List<InputSpec> characters(Vocabulary characters) {
    return characters == null
        ? List.of()
        : List.of(
            new CharactersSpec(
                characters.size(), getCharacterSize(), getCharacterFilters(), CHARACTER_SPAN));
  }

  /** The shares that training drops. */
  default Dropout dropoutRates() {
    return new Dropout(
        getInputDropout(), getDropout(), getOutputDropout(), getVariationalDropout());
  }

  /** The value of epsilon, or what PyTorch gives the optimizer. */
  default double getEpsilon() {
    return isDefined(epsilon())
        ? (double) getOrDefault(epsilon())
        : ParamValues.constant(OptimizerType.class, getOptimizer()).defaultEpsilon();
  }

  /** The value of weightDecay, or what PyTorch gives the optimizer. */
  default double getWeightDecay() {
    return isDefined(weightDecay())
        ? (double) getOrDefault(weightDecay())
        : ParamValues.constant(OptimizerType.class, getOptimizer()).defaultWeightDecay();
  }

  /** The update rule these Params say. */
  default OptimizerOptions optimizerOptions() {
    return OptimizerOptions.of(ParamValues.constant(OptimizerType.class, getOptimizer()))
        .withMomentum(getMomentum())
        .withBetas(getBeta1(), getBeta2())
        .withRho(getRho())
        .withEpsilon(getEpsilon())
        .withWeightDecay(getWeightDecay());
  }

  /**
   * The learning rate these Params say.
   *
   * @throws InvalidInputException if minLearningRate is above learningRate
   */
  default ScheduleOptions scheduleOptions() {
    if (getMinLearningRate() > getLearningRate()) {
      throw new InvalidInputException(
          "minLearningRate is %s; expected at most learningRate, %s; lower the one or raise the other"
              .formatted(getMinLearningRate(), getLearningRate()));
    }
    return ScheduleOptions.of(
            ParamValues.constant(ScheduleType.class, getLearningRateSchedule()), getLearningRate())
        .withWarmup(getWarmupSteps())
        .withDecay(getDecayFactor(), getDecayEpochs())
        .withMinLearningRate(getMinLearningRate());
  }

  /** When and where checkpoints are written. */
  default CheckpointOptions checkpointOptions() {
    return new CheckpointOptions(
        isDefined(checkpointDir()) ? getCheckpointDir() : null,
        getCheckpointInterval(),
        getCheckpointMinutes(),
        getKeepCheckpoints());
  }

  /** What these Params say of malformed rows. */
  default ReadMode readMode() {
    return ParamValues.constant(ReadMode.class, getMode());
  }

  /** Whether malformed rows are dropped. */
  default boolean dropsMalformed() {
    return readMode() == ReadMode.DROPMALFORMED;
  }

  /** What these Params say of steps that are not finite. */
  default NonFinitePolicy ofNonFinite() {
    return ParamValues.constant(NonFinitePolicy.class, getNonFinitePolicy());
  }
}
