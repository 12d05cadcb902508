package org.sparkrnn.optim;

import org.sparkrnn.Defaults;

/**
 * An update rule with its constants; each rule uses those that it needs. Bounds are checked by the
 * Params that give the values.
 *
 * @param type the rule
 * @param momentum the momentum of {@link OptimizerType#MOMENTUM} and {@link OptimizerType#NESTEROV}
 * @param beta1 fraction of the old mean gradient that Adam and AdamW keep
 * @param beta2 fraction of the old mean square that Adam and AdamW keep
 * @param rho fraction of the old mean square that RMSProp keeps
 * @param epsilon added to the denominators of AdaGrad, RMSProp, Adam and AdamW
 * @param weightDecay decoupled for AdamW; for all others decay * w is added to the gradient
 */
public record OptimizerOptions(
    OptimizerType type,
    double momentum,
    double beta1,
    double beta2,
    double rho,
    double epsilon,
    double weightDecay) {

  /** PyTorch's defaults, with the customary momentum where PyTorch has none. */
  public static OptimizerOptions of(OptimizerType type) {
    return new OptimizerOptions(
        type,
        Defaults.MOMENTUM,
        Defaults.BETA1,
        Defaults.BETA2,
        Defaults.RHO,
        type.defaultEpsilon(),
        type.defaultWeightDecay());
  }

  /** The same with another momentum. */
  public OptimizerOptions withMomentum(double value) {
    return new OptimizerOptions(type, value, beta1, beta2, rho, epsilon, weightDecay);
  }

  /** The same with other betas. */
  public OptimizerOptions withBetas(double first, double second) {
    return new OptimizerOptions(type, momentum, first, second, rho, epsilon, weightDecay);
  }

  /** The same with another rho. */
  public OptimizerOptions withRho(double value) {
    return new OptimizerOptions(type, momentum, beta1, beta2, value, epsilon, weightDecay);
  }

  /** The same with another epsilon. */
  public OptimizerOptions withEpsilon(double value) {
    return new OptimizerOptions(type, momentum, beta1, beta2, rho, value, weightDecay);
  }

  /** The same with another weight decay. */
  public OptimizerOptions withWeightDecay(double value) {
    return new OptimizerOptions(type, momentum, beta1, beta2, rho, epsilon, value);
  }

  /** The rule itself. */
  public Optimizer create() {
    return create(new int[0]);
  }

  /**
   * The rule itself.
   *
   * @param spared the ranges of parameters without decay: from, to, from, to and so on, in
   *     ascending order
   */
  public Optimizer create(int[] spared) {
    Optimizer rule = type.rule(this);
    if (weightDecay == 0) {
      return rule;
    }
    Optimizer decayed = type.decayed(rule, weightDecay);
    return spared.length == 0 ? decayed : new SparingDecay(decayed, rule, spared);
  }
}
