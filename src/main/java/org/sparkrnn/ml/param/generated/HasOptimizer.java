package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.sparkrnn.ml.param.kind.ParamOwner;
import org.sparkrnn.ml.param.kind.Valid;
import org.sparkrnn.optim.OptimizerType;
import org.sparkrnn.optim.ScheduleType;

/**
 * How weights are updated.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 */
public interface HasOptimizer extends ParamOwner {
  /** The Param optimizer: see {@link #getOptimizer}. */
  default Param<String> optimizer() {
    return declared(
        "optimizer",
        () ->
            new Param<>(
                this,
                "optimizer",
                "update rule, with PyTorch's formulas: sgd, momentum, nesterov, adagrad, rmsprop, adam, adamw",
                Valid.oneOf("optimizer", OptimizerType.values(), OptimizerType::paramValue)),
        "adam");
  }

  /**
   * Update rule, with PyTorch's formulas: sgd, momentum, nesterov, adagrad, rmsprop, adam, adamw
   * (default adam).
   */
  default String getOptimizer() {
    return getOrDefault(optimizer());
  }

  /** The Param learningRate: see {@link #getLearningRate}. */
  default DoubleParam learningRate() {
    return declared(
        "learningRate",
        () ->
            new DoubleParam(
                this,
                "learningRate",
                "step size, at the start of its schedule",
                Valid.within("learningRate", 0, false, Double.POSITIVE_INFINITY)),
        0.002);
  }

  /**
   * Step size, at the start of its schedule (above 0, default 0.002).
   */
  default double getLearningRate() {
    return (double) getOrDefault(learningRate());
  }

  /** The Param momentum: see {@link #getMomentum}. */
  default DoubleParam momentum() {
    return declared(
        "momentum",
        () ->
            new DoubleParam(
                this,
                "momentum",
                "momentum of the optimizers momentum and nesterov",
                Valid.within("momentum", 0, true, 1)),
        0.9);
  }

  /**
   * Momentum of the optimizers momentum and nesterov (at least 0 and below 1, default 0.9).
   */
  default double getMomentum() {
    return (double) getOrDefault(momentum());
  }

  /** The Param beta1: see {@link #getBeta1}. */
  default DoubleParam beta1() {
    return declared(
        "beta1",
        () ->
            new DoubleParam(
                this,
                "beta1",
                "share of the old mean gradient that adam and adamw keep",
                Valid.within("beta1", 0, true, 1)),
        0.9);
  }

  /**
   * Share of the old mean gradient that adam and adamw keep (at least 0 and below 1, default 0.9).
   */
  default double getBeta1() {
    return (double) getOrDefault(beta1());
  }

  /** The Param beta2: see {@link #getBeta2}. */
  default DoubleParam beta2() {
    return declared(
        "beta2",
        () ->
            new DoubleParam(
                this,
                "beta2",
                "share of the old mean squared gradient that adam and adamw keep",
                Valid.within("beta2", 0, true, 1)),
        0.999);
  }

  /**
   * Share of the old mean squared gradient that adam and adamw keep (at least 0 and below 1,
   * default 0.999).
   */
  default double getBeta2() {
    return (double) getOrDefault(beta2());
  }

  /** The Param rho: see {@link #getRho}. */
  default DoubleParam rho() {
    return declared(
        "rho",
        () ->
            new DoubleParam(
                this,
                "rho",
                "share of the old mean squared gradient that rmsprop keeps",
                Valid.within("rho", 0, true, 1)),
        0.99);
  }

  /**
   * Share of the old mean squared gradient that rmsprop keeps (at least 0 and below 1, default
   * 0.99).
   */
  default double getRho() {
    return (double) getOrDefault(rho());
  }

  /** The Param epsilon. */
  default DoubleParam epsilon() {
    return declared(
        "epsilon",
        () ->
            new DoubleParam(
                this,
                "epsilon",
                "what is added to the denominators of adagrad, rmsprop, adam and adamw (if not set: 1e-10 for adagrad, 1e-8 for the others)",
                Valid.within("epsilon", 0, false, Double.POSITIVE_INFINITY)),
        null);
  }

  /** The Param weightDecay. */
  default DoubleParam weightDecay() {
    return declared(
        "weightDecay",
        () ->
            new DoubleParam(
                this,
                "weightDecay",
                "weight decay of all parameters: decoupled from the gradient for adamw, for the others added to it after clipping (if not set: 0.01 for adamw, 0 for the others)",
                Valid.within("weightDecay", 0, true, Double.POSITIVE_INFINITY)),
        null);
  }

  /** The Param learningRateSchedule: see {@link #getLearningRateSchedule}. */
  default Param<String> learningRateSchedule() {
    return declared(
        "learningRateSchedule",
        () ->
            new Param<>(
                this,
                "learningRateSchedule",
                "how the learning rate falls: not at all, or by decayFactor every decayEpochs epochs in steps (step) or a little after each (exponential), over all updates along a cosine to minLearningRate, or by decayFactor when the loss stays on a plateau: constant, step, exponential, cosine, plateau",
                Valid.oneOf("learningRateSchedule", ScheduleType.values(), ScheduleType::paramValue)),
        "constant");
  }

  /**
   * How the learning rate falls: not at all, or by decayFactor every decayEpochs epochs in steps
   * (step) or a little after each (exponential), over all updates along a cosine to
   * minLearningRate, or by decayFactor when the loss stays on a plateau: constant, step,
   * exponential, cosine, plateau (default constant).
   */
  default String getLearningRateSchedule() {
    return getOrDefault(learningRateSchedule());
  }

  /** The Param warmupSteps: see {@link #getWarmupSteps}. */
  default IntParam warmupSteps() {
    return declared(
        "warmupSteps",
        () ->
            new IntParam(
                this,
                "warmupSteps",
                "updates in which the learning rate first rises linearly to its schedule",
                Valid.atLeast("warmupSteps", 0)),
        0);
  }

  /**
   * Updates in which the learning rate first rises linearly to its schedule (at least 0, default
   * 0).
   */
  default int getWarmupSteps() {
    return (int) getOrDefault(warmupSteps());
  }

  /** The Param decayFactor: see {@link #getDecayFactor}. */
  default DoubleParam decayFactor() {
    return declared(
        "decayFactor",
        () ->
            new DoubleParam(
                this,
                "decayFactor",
                "what the schedules step, exponential and plateau multiply the learning rate with",
                Valid.within("decayFactor", 0, false, 1)),
        0.5);
  }

  /**
   * What the schedules step, exponential and plateau multiply the learning rate with (above 0 and
   * below 1, default 0.5).
   */
  default double getDecayFactor() {
    return (double) getOrDefault(decayFactor());
  }

  /** The Param decayEpochs: see {@link #getDecayEpochs}. */
  default IntParam decayEpochs() {
    return declared(
        "decayEpochs",
        () ->
            new IntParam(
                this,
                "decayEpochs",
                "epochs after which the schedules step and exponential have multiplied the learning rate with decayFactor; for plateau the epochs without a lower loss (of validation, or of training if there is none) after which it does",
                Valid.atLeast("decayEpochs", 1)),
        2);
  }

  /**
   * Epochs after which the schedules step and exponential have multiplied the learning rate with
   * decayFactor; for plateau the epochs without a lower loss (of validation, or of training if
   * there is none) after which it does (at least 1, default 2).
   */
  default int getDecayEpochs() {
    return (int) getOrDefault(decayEpochs());
  }

  /** The Param minLearningRate: see {@link #getMinLearningRate}. */
  default DoubleParam minLearningRate() {
    return declared(
        "minLearningRate",
        () ->
            new DoubleParam(
                this,
                "minLearningRate",
                "learning rate at which the schedules step, exponential, cosine and plateau end",
                Valid.within("minLearningRate", 0, true, Double.POSITIVE_INFINITY)),
        0.0);
  }

  /**
   * Learning rate at which the schedules step, exponential, cosine and plateau end (at least 0,
   * default 0.0).
   */
  default double getMinLearningRate() {
    return (double) getOrDefault(minLearningRate());
  }

  /** The Param sparseUpdates: see {@link #getSparseUpdates}. */
  default BooleanParam sparseUpdates() {
    return declared(
        "sparseUpdates",
        () ->
            new BooleanParam(
                this,
                "sparseUpdates",
                "whether an update changes, of the table of tokens, only the rows that its mini-batches touched, as PyTorch's SparseAdam does for adam: faster where the vocabulary is large"),
        false);
  }

  /**
   * Whether an update changes, of the table of tokens, only the rows that its mini-batches
   * touched, as PyTorch's SparseAdam does for adam: faster where the vocabulary is large (default
   * false).
   */
  default boolean getSparseUpdates() {
    return (boolean) getOrDefault(sparseUpdates());
  }

  /** The Param averageDecay: see {@link #getAverageDecay}. */
  default DoubleParam averageDecay() {
    return declared(
        "averageDecay",
        () ->
            new DoubleParam(
                this,
                "averageDecay",
                "share that an exponential moving average of the weights keeps of itself with each update, as 0.999; it is what is evaluated and saved. 0 for none: the weights themselves",
                Valid.within("averageDecay", 0, true, 1)),
        0.0);
  }

  /**
   * Share that an exponential moving average of the weights keeps of itself with each update, as
   * 0.999; it is what is evaluated and saved. 0 for none: the weights themselves (at least 0 and
   * below 1, default 0.0).
   */
  default double getAverageDecay() {
    return (double) getOrDefault(averageDecay());
  }

  /** The Param gradientClipValue: see {@link #getGradientClipValue}. */
  default DoubleParam gradientClipValue() {
    return declared(
        "gradientClipValue",
        () ->
            new DoubleParam(
                this,
                "gradientClipValue",
                "bound of every element of the mean gradient, before gradientClipNorm; 0 for none",
                Valid.within("gradientClipValue", 0, true, Double.POSITIVE_INFINITY)),
        0.0);
  }

  /**
   * Bound of every element of the mean gradient, before gradientClipNorm; 0 for none (at least 0,
   * default 0.0).
   */
  default double getGradientClipValue() {
    return (double) getOrDefault(gradientClipValue());
  }

  /** The Param gradientClipNorm: see {@link #getGradientClipNorm}. */
  default DoubleParam gradientClipNorm() {
    return declared(
        "gradientClipNorm",
        () ->
            new DoubleParam(
                this,
                "gradientClipNorm",
                "bound of the mean gradient's norm; 0 for none",
                Valid.within("gradientClipNorm", 0, true, Double.POSITIVE_INFINITY)),
        5.0);
  }

  /**
   * Bound of the mean gradient's norm; 0 for none (at least 0, default 5.0).
   */
  default double getGradientClipNorm() {
    return (double) getOrDefault(gradientClipNorm());
  }
}
