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
   * Sets optimizer: update rule, with PyTorch's formulas: sgd, momentum, nesterov, adagrad,
   * rmsprop, adam, adamw (default adam).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setOptimizer(String value) {
    return with(optimizer(), value);
  }

  /**
   * Sets learningRate: step size, at the start of its schedule (above 0, default 0.002).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setLearningRate(double value) {
    return with(learningRate(), value);
  }

  /**
   * Sets momentum: momentum of the optimizers momentum and nesterov (at least 0 and below 1,
   * default 0.9).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setMomentum(double value) {
    return with(momentum(), value);
  }

  /**
   * Sets beta1: share of the old mean gradient that adam and adamw keep (at least 0 and below 1,
   * default 0.9).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setBeta1(double value) {
    return with(beta1(), value);
  }

  /**
   * Sets beta2: share of the old mean squared gradient that adam and adamw keep (at least 0 and
   * below 1, default 0.999).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setBeta2(double value) {
    return with(beta2(), value);
  }

  /**
   * Sets rho: share of the old mean squared gradient that rmsprop keeps (at least 0 and below 1,
   * default 0.99).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setRho(double value) {
    return with(rho(), value);
  }

  /**
   * Sets epsilon: what is added to the denominators of adagrad, rmsprop, adam and adamw (if not
   * set: 1e-10 for adagrad, 1e-8 for the others) (above 0).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setEpsilon(double value) {
    return with(epsilon(), value);
  }

  /**
   * Sets weightDecay: weight decay of all parameters: decoupled from the gradient for adamw, for
   * the others added to it after clipping (if not set: 0.01 for adamw, 0 for the others) (at
   * least 0).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setWeightDecay(double value) {
    return with(weightDecay(), value);
  }

  /**
   * Sets learningRateSchedule: how the learning rate falls: not at all, or by decayFactor every
   * decayEpochs epochs in steps (step) or a little after each (exponential), over all updates
   * along a cosine to minLearningRate, or by decayFactor when the loss stays on a plateau:
   * constant, step, exponential, cosine, plateau (default constant).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setLearningRateSchedule(String value) {
    return with(learningRateSchedule(), value);
  }

  /**
   * Sets warmupSteps: updates in which the learning rate first rises linearly to its schedule (at
   * least 0, default 0).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setWarmupSteps(int value) {
    return with(warmupSteps(), value);
  }

  /**
   * Sets decayFactor: what the schedules step, exponential and plateau multiply the learning rate
   * with (above 0 and below 1, default 0.5).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setDecayFactor(double value) {
    return with(decayFactor(), value);
  }

  /**
   * Sets decayEpochs: epochs after which the schedules step and exponential have multiplied the
   * learning rate with decayFactor; for plateau the epochs without a lower loss (of validation,
   * or of training if there is none) after which it does (at least 1, default 2).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setDecayEpochs(int value) {
    return with(decayEpochs(), value);
  }

  /**
   * Sets minLearningRate: learning rate at which the schedules step, exponential, cosine and
   * plateau end (at least 0, default 0.0).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setMinLearningRate(double value) {
    return with(minLearningRate(), value);
  }

  /**
   * Sets sparseUpdates: whether an update changes, of the table of tokens, only the rows that its
   * mini-batches touched, as PyTorch's SparseAdam does for adam: faster where the vocabulary is
   * large (default false).
   */
  default E setSparseUpdates(boolean value) {
    return with(sparseUpdates(), value);
  }

  /**
   * Sets averageDecay: share that an exponential moving average of the weights keeps of itself
   * with each update, as 0.999; it is what is evaluated and saved. 0 for none: the weights
   * themselves (at least 0 and below 1, default 0.0).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setAverageDecay(double value) {
    return with(averageDecay(), value);
  }

  /**
   * Sets gradientClipValue: bound of every element of the mean gradient, before gradientClipNorm;
   * 0 for none (at least 0, default 0.0).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setGradientClipValue(double value) {
    return with(gradientClipValue(), value);
  }

  /**
   * Sets gradientClipNorm: bound of the mean gradient's norm; 0 for none (at least 0, default
   * 5.0).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setGradientClipNorm(double value) {
    return with(gradientClipNorm(), value);
  }
}
