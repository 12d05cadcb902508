package org.sparkrnn.ml.param;

import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.Identifiable;
import org.sparkrnn.optim.OptimizerOptions;
import org.sparkrnn.optim.OptimizerType;
import org.sparkrnn.optim.ScheduleOptions;
import org.sparkrnn.optim.ScheduleType;
import org.sparkrnn.train.TrainingOptions;

/** The Params of how weights are updated: update rule, learning rate, clipping, accumulation. */
public final class OptimizationParamSet extends ParamDefinitions {
  private static final long serialVersionUID = 1L;

  public final Param<String> optimizer;
  public final DoubleParam momentum;
  public final DoubleParam beta1;
  public final DoubleParam beta2;
  public final DoubleParam rho;
  public final DoubleParam epsilon;
  public final DoubleParam weightDecay;

  public final DoubleParam learningRate;
  public final Param<String> learningRateSchedule;
  public final IntParam warmupSteps;
  public final DoubleParam decayFactor;
  public final IntParam decayEpochs;
  public final DoubleParam minLearningRate;

  public final DoubleParam gradientClipValue;
  public final DoubleParam gradientClipNorm;
  public final IntParam accumulationSteps;

  public OptimizationParamSet(Identifiable parent) {
    super(parent);
    TrainingOptions training = TrainingOptions.DEFAULT;
    OptimizerOptions rule = training.optimizer();
    optimizer =
        choice(
            "optimizer",
            "update rule",
            OptimizerType.values(),
            OptimizerType::paramValue,
            rule.type());
    momentum =
        real("momentum", "of the optimizers momentum and nesterov", 0, true, 1, rule.momentum());
    beta1 =
        real(
            "beta1",
            "share of the old mean gradient that adam and adamw keep",
            0,
            true,
            1,
            rule.beta1());
    beta2 =
        real(
            "beta2",
            "share of the old mean squared gradient that adam and adamw keep",
            0,
            true,
            1,
            rule.beta2());
    rho =
        real(
            "rho",
            "share of the old mean squared gradient that rmsprop keeps",
            0,
            true,
            1,
            rule.rho());
    epsilon =
        real(
            "epsilon",
            "added to the denominators of adagrad, rmsprop, adam and adamw (if not set: 1e-10 for adagrad, 1e-8 for the others)",
            0,
            false,
            ANY);
    weightDecay =
        real(
            "weightDecay",
            "weight decay of all parameters: decoupled from the gradient for adamw, for the others added to it after clipping (if not set: 0.01 for adamw, 0 for the others)",
            0,
            true,
            ANY);

    ScheduleOptions schedule = training.schedule();
    learningRate =
        real(
            "learningRate",
            "step size, at the start of its schedule",
            0,
            false,
            ANY,
            schedule.learningRate());
    learningRateSchedule =
        choice(
            "learningRateSchedule",
            "how the learning rate falls; constant, or by decayFactor every decayEpochs epochs in steps (step) or a little after each (exponential), over all updates along a cosine to minLearningRate, or by decayFactor when the loss stays on a plateau",
            ScheduleType.values(),
            ScheduleType::paramValue,
            schedule.type());
    warmupSteps =
        count(
            "warmupSteps",
            "updates in which the learning rate first rises linearly to its schedule",
            0,
            schedule.warmupSteps());
    decayFactor =
        real(
            "decayFactor",
            "what the schedules step, exponential and plateau multiply the learning rate with",
            0,
            false,
            1,
            schedule.decayFactor());
    decayEpochs =
        count(
            "decayEpochs",
            "epochs after which the schedules step and exponential have multiplied the learning rate with decayFactor; for plateau the epochs without a lower loss (of validation, or of training if there is none) after which it does",
            1,
            schedule.decayEpochs());
    minLearningRate =
        real(
            "minLearningRate",
            "where the schedules step, exponential, cosine and plateau end",
            0,
            true,
            ANY,
            schedule.minLearningRate());

    gradientClipValue =
        real(
            "gradientClipValue",
            "bound of every element of the mean gradient, before gradientClipNorm; 0 for none",
            0,
            true,
            ANY,
            training.gradientClipValue());
    gradientClipNorm =
        real(
            "gradientClipNorm",
            "bound of the mean gradient's norm; 0 for none",
            0,
            true,
            ANY,
            training.gradientClipNorm());
    accumulationSteps =
        count(
            "accumulationSteps",
            "mini-batches whose gradients are summed for one update of the weights",
            1,
            training.accumulationSteps());
  }
}
