package org.sparkrnn.nn.output;

import java.util.Locale;

/** How far real outputs p are from their targets y; summed over the K values of a vector. */
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
  QUANTILE;

  /** The name users write: squared, absolute, huber, quantile. */
  public String paramValue() {
    return name().toLowerCase(Locale.ROOT);
  }
}
