package org.sparkrnn.optim;

import java.util.Locale;

/** The update rules by name; a new one is a class over flat arrays and one constant. */
public enum OptimizerType {
  /** w -= lr g. */
  SGD {
    @Override
    Optimizer rule(OptimizerOptions options) {
      return new Momentum(0);
    }
  },
  /** v = momentum v + g, w -= lr v. */
  MOMENTUM {
    @Override
    Optimizer rule(OptimizerOptions options) {
      return new Momentum(options.momentum());
    }
  },
  /** v = momentum v + g, w -= lr (g + momentum v). */
  NESTEROV {
    @Override
    Optimizer rule(OptimizerOptions options) {
      return new Nesterov(options.momentum());
    }
  },
  /** Steps shrink with the sum of all squared gradients. */
  ADAGRAD {
    @Override
    Optimizer rule(OptimizerOptions options) {
      return new AdaGrad(options.epsilon());
    }

    @Override
    public double defaultEpsilon() {
      return 1e-10;
    }
  },
  /** Steps shrink with a moving mean of squared gradients. */
  RMSPROP {
    @Override
    Optimizer rule(OptimizerOptions options) {
      return new RmsProp(options.rho(), options.epsilon());
    }
  },
  /** Moving means of gradients and of their squares, both corrected for their start at zero. */
  ADAM {
    @Override
    Optimizer rule(OptimizerOptions options) {
      return new Adam(options.beta1(), options.beta2(), options.epsilon());
    }
  },
  /** Adam with decoupled weight decay. */
  ADAMW {
    @Override
    Optimizer rule(OptimizerOptions options) {
      return ADAM.rule(options);
    }

    @Override
    public double defaultWeightDecay() {
      return 0.01;
    }

    @Override
    Optimizer decayed(Optimizer rule, double decay) {
      return new DecoupledDecay(rule, decay);
    }
  };

  /** The rule itself, without weight decay. */
  abstract Optimizer rule(OptimizerOptions options);

  /** The rule with weight decay. */
  Optimizer decayed(Optimizer rule, double decay) {
    return new L2Decay(rule, decay);
  }

  /** The epsilon of this rule in PyTorch. */
  public double defaultEpsilon() {
    return 1e-8;
  }

  /** The weight decay of this rule in PyTorch. */
  public double defaultWeightDecay() {
    return 0;
  }

  /** The name that users write: sgd, momentum, adam. */
  public String paramValue() {
    return name().toLowerCase(Locale.ROOT);
  }
}
