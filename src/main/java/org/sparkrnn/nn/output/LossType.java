package org.sparkrnn.nn.output;

import java.util.Locale;

/**
 * The distance of real outputs p from their targets y, or the likelihood of y; summed over the
 * values of a vector.
 */
public enum LossType {
  /** l = 1/2 (p - y)^2, dl/dp = p - y. */
  SQUARED,
  /** l = |p - y|, dl/dp = sign(p - y). */
  ABSOLUTE,
  /**
   * Squared up to an error of delta, absolute beyond: there l = delta (|p - y| - delta/2); dl/dp =
   * p - y, limited to +-delta (Huber 1964).
   */
  HUBER,
  /**
   * The loss whose mean is smallest at a quantile (Koenker and Bassett 1978): l = q (y - p) if p is
   * too small, (1 - q) (p - y) if it is too large. There is one output per quantile q.
   */
  QUANTILE,
  /** The negative logarithm of a likelihood: {@link Likelihood#GAUSSIAN}. */
  GAUSSIAN("gaussian", Likelihood.GAUSSIAN),
  /** Likewise {@link Likelihood#STUDENT}. */
  STUDENT("student", Likelihood.STUDENT),
  /** Likewise {@link Likelihood#NEGATIVE_BINOMIAL}. */
  NEGATIVE_BINOMIAL("negativeBinomial", Likelihood.NEGATIVE_BINOMIAL);

  private final String paramValue;
  private final Likelihood likelihood;

  LossType() {
    paramValue = name().toLowerCase(Locale.ROOT);
    likelihood = null;
  }

  LossType(String paramValue, Likelihood likelihood) {
    this.paramValue = paramValue;
    this.likelihood = likelihood;
  }

  /** The name users write: squared, absolute, huber, quantile, gaussian and so on. */
  public String paramValue() {
    return paramValue;
  }

  /** The distribution whose parameters the outputs are; null if they are forecasts themselves. */
  public Likelihood likelihood() {
    return likelihood;
  }
}
