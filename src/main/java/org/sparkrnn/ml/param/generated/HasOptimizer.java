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
                "update rule, with PyTorch's formulas. One of sgd, momentum, nesterov, adagrad, rmsprop, adam, adamw",
                Valid.oneOf("optimizer", OptimizerType.values(), OptimizerType::paramValue)),
        "adam");
  }

  /**
   * Update rule, with PyTorch's formulas. One of sgd, momentum, nesterov, adagrad, rmsprop, adam,
   * adamw (default adam).
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
                "learning rate at the start of its schedule",
                Valid.within("learningRate", 0, false, Double.POSITIVE_INFINITY)),
        0.002);
  }

  /**
   * Learning rate at the start of its schedule (above 0, default 0.002).
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
                "momentum factor of the optimizers momentum and nesterov",
                Valid.within("momentum", 0, true, 1)),
        0.9);
  }

  /**
   * Momentum factor of the optimizers momentum and nesterov (at least 0 and below 1, default 0.9).
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
                "decay rate of the running mean of the gradient in adam and adamw",
                Valid.within("beta1", 0, true, 1)),
        0.9);
  }

  /**
   * Decay rate of the running mean of the gradient in adam and adamw (at least 0 and below 1,
   * default 0.9).
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
                "decay rate of the running mean of the squared gradient in adam and adamw",
                Valid.within("beta2", 0, true, 1)),
        0.999);
  }

  /**
   * Decay rate of the running mean of the squared gradient in adam and adamw (at least 0 and
   * below 1, default 0.999).
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
                "decay rate of the running mean of the squared gradient in rmsprop",
                Valid.within("rho", 0, true, 1)),
        0.99);
  }

  /**
   * Decay rate of the running mean of the squared gradient in rmsprop (at least 0 and below 1,
   * default 0.99).
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
                "term added to the denominator of adagrad, rmsprop, adam and adamw (if not set: 1e-10 for adagrad, 1e-8 for the others)",
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
                "weight decay of all parameters except those of the linear path (linearSkip): decoupled from the gradient for adamw, added to the gradient after clipping for the other optimizers (if not set: 0.01 for adamw, 0 for the others)",
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
                "how the learning rate falls: not at all (constant); by decayFactor per decayEpochs epochs, in steps (step) or gradually (exponential); along a cosine to minLearningRate at the end of training (cosine); or by decayFactor each time that the loss no longer falls (plateau). One of constant, step, exponential, cosine, plateau",
                Valid.oneOf("learningRateSchedule", ScheduleType.values(), ScheduleType::paramValue)),
        "constant");
  }

  /**
   * How the learning rate falls: not at all (constant); by decayFactor per decayEpochs epochs, in
   * steps (step) or gradually (exponential); along a cosine to minLearningRate at the end of
   * training (cosine); or by decayFactor each time that the loss no longer falls (plateau). One
   * of constant, step, exponential, cosine, plateau (default constant).
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
                "number of updates in which the learning rate rises linearly from 0",
                Valid.atLeast("warmupSteps", 0)),
        0);
  }

  /**
   * Number of updates in which the learning rate rises linearly from 0 (at least 0, default 0).
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
                "factor by which the schedules step, exponential and plateau multiply the learning rate",
                Valid.within("decayFactor", 0, false, 1)),
        0.5);
  }

  /**
   * Factor by which the schedules step, exponential and plateau multiply the learning rate (above
   * 0 and below 1, default 0.5).
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
                "number of epochs per decayFactor for the schedules step and exponential; for plateau, the number of epochs without a lower loss (on the validation rows, if there are any) after which the learning rate falls",
                Valid.atLeast("decayEpochs", 1)),
        2);
  }

  /**
   * Number of epochs per decayFactor for the schedules step and exponential; for plateau, the
   * number of epochs without a lower loss (on the validation rows, if there are any) after which
   * the learning rate falls (at least 1, default 2).
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
                "smallest learning rate of the schedules step, exponential, cosine and plateau",
                Valid.within("minLearningRate", 0, true, Double.POSITIVE_INFINITY)),
        0.0);
  }

  /**
   * Smallest learning rate of the schedules step, exponential, cosine and plateau (at least 0,
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
                "whether an update changes only those rows of the embedding that its mini-batches used, as PyTorch's SparseAdam does; this is faster for large vocabularies"),
        false);
  }

  /**
   * Whether an update changes only those rows of the embedding that its mini-batches used, as
   * PyTorch's SparseAdam does; this is faster for large vocabularies (default false).
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
                "decay rate, such as 0.999, of an exponential moving average of the weights; the average is what is evaluated and saved; 0 for no averaging",
                Valid.within("averageDecay", 0, true, 1)),
        0.0);
  }

  /**
   * Decay rate, such as 0.999, of an exponential moving average of the weights; the average is
   * what is evaluated and saved; 0 for no averaging (at least 0 and below 1, default 0.0).
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
                "largest absolute value of each element of the mean gradient, applied before gradientClipNorm; 0 for no limit",
                Valid.within("gradientClipValue", 0, true, Double.POSITIVE_INFINITY)),
        0.0);
  }

  /**
   * Largest absolute value of each element of the mean gradient, applied before gradientClipNorm;
   * 0 for no limit (at least 0, default 0.0).
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
                "largest norm of the mean gradient; 0 for no limit",
                Valid.within("gradientClipNorm", 0, true, Double.POSITIVE_INFINITY)),
        5.0);
  }

  /**
   * Largest norm of the mean gradient; 0 for no limit (at least 0, default 5.0).
   */
  default double getGradientClipNorm() {
    return (double) getOrDefault(gradientClipNorm());
  }
}
