package org.sparkrnn.ml.param.kind;

import java.util.Locale;

/** How a step of a series is treated that has no row, or no value in its row. */
public enum GapRule {
  /** It is an error, which names the series and the time. */
  ERROR,
  /** It gets the value of the step before it; the first step, which has none, is an error. */
  PREVIOUS,
  /** Its value is 0, as where rows are sales and days without any have no row. */
  ZERO,
  /** It stays missing: the network is told so, and no loss counts it. */
  MASK;

  /** The name users write: error, previous, zero, mask. */
  public String paramValue() {
    return name().toLowerCase(Locale.ROOT);
  }
}
