package org.sparkrnn.ml.param;

import org.apache.spark.ml.param.Param;

/**
 * Setters of {@link OptimizationParams}.
 *
 * @param <E> the estimator itself, which setters return
 */
public interface OptimizationSetters<E> extends OptimizationParams {
  @SuppressWarnings("unchecked")
  private <T> E with(Param<T> param, T value) {
    set(param, value);
    return (E) this;
  }

  default E setOptimizer(String value) {
    return with(optimizer(), value);
  }

  default E setMomentum(double value) {
    return with(momentum(), value);
  }

  default E setBeta1(double value) {
    return with(beta1(), value);
  }

  default E setBeta2(double value) {
    return with(beta2(), value);
  }

  default E setRho(double value) {
    return with(rho(), value);
  }

  default E setEpsilon(double value) {
    return with(epsilon(), value);
  }

  default E setWeightDecay(double value) {
    return with(weightDecay(), value);
  }

  default E setLearningRate(double value) {
    return with(learningRate(), value);
  }

  default E setLearningRateSchedule(String value) {
    return with(learningRateSchedule(), value);
  }

  default E setWarmupSteps(int value) {
    return with(warmupSteps(), value);
  }

  default E setDecayFactor(double value) {
    return with(decayFactor(), value);
  }

  default E setDecayEpochs(int value) {
    return with(decayEpochs(), value);
  }

  default E setMinLearningRate(double value) {
    return with(minLearningRate(), value);
  }

  default E setGradientClipValue(double value) {
    return with(gradientClipValue(), value);
  }

  default E setGradientClipNorm(double value) {
    return with(gradientClipNorm(), value);
  }

  default E setAccumulationSteps(int value) {
    return with(accumulationSteps(), value);
  }
}
