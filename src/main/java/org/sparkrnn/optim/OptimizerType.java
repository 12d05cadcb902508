package org.sparkrnn.optim;

import java.util.Locale;

/** The update rules by name; a new one is a class over flat arrays and one constant. */
public enum OptimizerType {
  /** w -= lr g. */
  SGD {
    @Override
    public Optimizer create(double momentum) {
      return new Momentum(0);
    }
  },
  /** v = momentum v + g, w -= lr v. */
  MOMENTUM {
    @Override
    public Optimizer create(double momentum) {
      return new Momentum(momentum);
    }
  },
  /** Adam with the constants of its paper. */
  ADAM {
    @Override
    public Optimizer create(double momentum) {
      return new Adam(0.9, 0.999, 1e-8);
    }
  };

  /**
   * @param momentum used by {@link #MOMENTUM} alone
   */
  public abstract Optimizer create(double momentum);

  /** The name users write: sgd, momentum, adam. */
  public String paramValue() {
    return name().toLowerCase(Locale.ROOT);
  }
}
