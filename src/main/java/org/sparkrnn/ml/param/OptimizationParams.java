package org.sparkrnn.ml.param;

import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.optim.OptimizerOptions;
import org.sparkrnn.optim.OptimizerType;
import org.sparkrnn.optim.ScheduleOptions;
import org.sparkrnn.optim.ScheduleType;

/** Params of how weights are updated, with their getters; public for the sake of Spark. */
public interface OptimizationParams extends Params {
  /** The Params themselves. */
  OptimizationParamSet optimizationParamSet();

  default Param<String> optimizer() {
    return optimizationParamSet().optimizer;
  }

  default String getOptimizer() {
    return getOrDefault(optimizer());
  }

  default DoubleParam momentum() {
    return optimizationParamSet().momentum;
  }

  default double getMomentum() {
    return (double) getOrDefault(momentum());
  }

  default DoubleParam beta1() {
    return optimizationParamSet().beta1;
  }

  default double getBeta1() {
    return (double) getOrDefault(beta1());
  }

  default DoubleParam beta2() {
    return optimizationParamSet().beta2;
  }

  default double getBeta2() {
    return (double) getOrDefault(beta2());
  }

  default DoubleParam rho() {
    return optimizationParamSet().rho;
  }

  default double getRho() {
    return (double) getOrDefault(rho());
  }

  default DoubleParam epsilon() {
    return optimizationParamSet().epsilon;
  }

  /** The value, or what PyTorch gives the optimizer. */
  default double getEpsilon() {
    return isDefined(epsilon())
        ? (double) getOrDefault(epsilon())
        : ParamDefinitions.constant(OptimizerType.class, getOptimizer()).defaultEpsilon();
  }

  default DoubleParam weightDecay() {
    return optimizationParamSet().weightDecay;
  }

  /** The value, or what PyTorch gives the optimizer. */
  default double getWeightDecay() {
    return isDefined(weightDecay())
        ? (double) getOrDefault(weightDecay())
        : ParamDefinitions.constant(OptimizerType.class, getOptimizer()).defaultWeightDecay();
  }

  default DoubleParam learningRate() {
    return optimizationParamSet().learningRate;
  }

  default double getLearningRate() {
    return (double) getOrDefault(learningRate());
  }

  default Param<String> learningRateSchedule() {
    return optimizationParamSet().learningRateSchedule;
  }

  default String getLearningRateSchedule() {
    return getOrDefault(learningRateSchedule());
  }

  default IntParam warmupSteps() {
    return optimizationParamSet().warmupSteps;
  }

  default int getWarmupSteps() {
    return (int) getOrDefault(warmupSteps());
  }

  default DoubleParam decayFactor() {
    return optimizationParamSet().decayFactor;
  }

  default double getDecayFactor() {
    return (double) getOrDefault(decayFactor());
  }

  default IntParam decayEpochs() {
    return optimizationParamSet().decayEpochs;
  }

  default int getDecayEpochs() {
    return (int) getOrDefault(decayEpochs());
  }

  default DoubleParam minLearningRate() {
    return optimizationParamSet().minLearningRate;
  }

  default double getMinLearningRate() {
    return (double) getOrDefault(minLearningRate());
  }

  default DoubleParam gradientClipValue() {
    return optimizationParamSet().gradientClipValue;
  }

  default double getGradientClipValue() {
    return (double) getOrDefault(gradientClipValue());
  }

  default DoubleParam gradientClipNorm() {
    return optimizationParamSet().gradientClipNorm;
  }

  default double getGradientClipNorm() {
    return (double) getOrDefault(gradientClipNorm());
  }

  default IntParam accumulationSteps() {
    return optimizationParamSet().accumulationSteps;
  }

  default int getAccumulationSteps() {
    return (int) getOrDefault(accumulationSteps());
  }

  /** The update rule these Params say. */
  default OptimizerOptions optimizerOptions() {
    return OptimizerOptions.of(ParamDefinitions.constant(OptimizerType.class, getOptimizer()))
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
            ParamDefinitions.constant(ScheduleType.class, getLearningRateSchedule()),
            getLearningRate())
        .withWarmup(getWarmupSteps())
        .withDecay(getDecayFactor(), getDecayEpochs())
        .withMinLearningRate(getMinLearningRate());
  }
}
