package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.Param;
import org.sparkrnn.data.InvalidInputException;

/**
 * Setters of {@link HasOptimizer}.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 *
 * @param <E> the object itself, which setters return
 */
public interface SetsOptimizer<E> extends HasOptimizer {
  @SuppressWarnings("unchecked") // by contract
  private <T> E with(Param<T> param, T value) {
    set(param, value);
    return (E) this;
  }

  /**
   * Sets optimizer: update rule, with PyTorch's formulas. One of sgd, momentum, nesterov,
   * adagrad, rmsprop, adam, adamw (default adam).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setOptimizer(String value) {
    return with(optimizer(), value);
  }

  /**
   * Sets learningRate: learning rate at the start of its schedule (above 0, default 0.002).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setLearningRate(double value) {
    return with(learningRate(), value);
  }

  /**
   * Sets momentum: momentum factor of the optimizers momentum and nesterov (at least 0 and below
   * 1, default 0.9).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setMomentum(double value) {
    return with(momentum(), value);
  }

  /**
   * Sets beta1: decay rate of the running mean of the gradient in adam and adamw (at least 0 and
   * below 1, default 0.9).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setBeta1(double value) {
    return with(beta1(), value);
  }

  /**
   * Sets beta2: decay rate of the running mean of the squared gradient in adam and adamw (at
   * least 0 and below 1, default 0.999).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setBeta2(double value) {
    return with(beta2(), value);
  }

  /**
   * Sets rho: decay rate of the running mean of the squared gradient in rmsprop (at least 0 and
   * below 1, default 0.99).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setRho(double value) {
    return with(rho(), value);
  }

  /**
   * Sets epsilon: term added to the denominator of adagrad, rmsprop, adam and adamw (if not set:
   * 1e-10 for adagrad, 1e-8 for the others) (above 0).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setEpsilon(double value) {
    return with(epsilon(), value);
  }

  /**
   * Sets weightDecay: weight decay of all parameters except those of the linear path
   * (linearSkip): decoupled from the gradient for adamw, added to the gradient after clipping for
   * the other optimizers (if not set: 0.01 for adamw, 0 for the others) (at least 0).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setWeightDecay(double value) {
    return with(weightDecay(), value);
  }

  /**
   * Sets learningRateSchedule: how the learning rate falls: not at all (constant); by decayFactor
   * per decayEpochs epochs, in steps (step) or gradually (exponential); along a cosine to
   * minLearningRate at the end of training (cosine); or by decayFactor each time that the loss no
   * longer falls (plateau). One of constant, step, exponential, cosine, plateau (default
   * constant).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setLearningRateSchedule(String value) {
    return with(learningRateSchedule(), value);
  }

  /**
   * Sets warmupSteps: number of updates in which the learning rate rises linearly from 0 (at
   * least 0, default 0).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setWarmupSteps(int value) {
    return with(warmupSteps(), value);
  }

  /**
   * Sets decayFactor: factor by which the schedules step, exponential and plateau multiply the
   * learning rate (above 0 and below 1, default 0.5).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setDecayFactor(double value) {
    return with(decayFactor(), value);
  }

  /**
   * Sets decayEpochs: number of epochs per decayFactor for the schedules step and exponential;
   * for plateau, the number of epochs without a lower loss (on the validation rows, if there are
   * any) after which the learning rate falls (at least 1, default 2).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setDecayEpochs(int value) {
    return with(decayEpochs(), value);
  }

  /**
   * Sets minLearningRate: smallest learning rate of the schedules step, exponential, cosine and
   * plateau (at least 0, default 0.0).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setMinLearningRate(double value) {
    return with(minLearningRate(), value);
  }

  /**
   * Sets sparseUpdates: whether an update changes only those rows of the embedding that its
   * mini-batches used, as PyTorch's SparseAdam does; this is faster for large vocabularies
   * (default false).
   */
  default E setSparseUpdates(boolean value) {
    return with(sparseUpdates(), value);
  }

  /**
   * Sets averageDecay: decay rate, such as 0.999, of an exponential moving average of the
   * weights; the average is what is evaluated and saved; 0 for no averaging (at least 0 and below
   * 1, default 0.0).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setAverageDecay(double value) {
    return with(averageDecay(), value);
  }

  /**
   * Sets gradientClipValue: largest absolute value of each element of the mean gradient, applied
   * before gradientClipNorm; 0 for no limit (at least 0, default 0.0).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setGradientClipValue(double value) {
    return with(gradientClipValue(), value);
  }

  /**
   * Sets gradientClipNorm: largest norm of the mean gradient; 0 for no limit (at least 0, default
   * 5.0).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setGradientClipNorm(double value) {
    return with(gradientClipNorm(), value);
  }
}
