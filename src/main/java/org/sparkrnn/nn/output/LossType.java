package org.sparkrnn.nn.output;

import java.util.Locale;

/**
 * How far real outputs p are from their targets y, or how likely y is; summed over the values of a
 * vector.
 */
public enum LossType {
  /** l = 1/2 (p - y)^2, dl/dp = p - y. */
  SQUARED,
  /** l = |p - y|, dl/dp = sign(p - y). */
  ABSOLUTE,
  /**
   * Squared up to an error of delta, absolute beyond: l = delta (|p - y| - delta/2) there, dl/dp =
   * p - y cut to +-delta (Huber 1964).
   */
  HUBER,
  /**
   * The loss whose least mean is at a quantile (Koenker and Bassett 1978): l = q (y - p) where p is
   * too small, (1 - q) (p - y) where it is too large. An output each of several quantiles q.
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

  /** The distribution whose parameters outputs are; null where they are forecasts themselves. */
  public Likelihood likelihood() {
    return likelihood;
  }
}
