package org.sparkrnn.ml.param.kind;

import java.util.Locale;

/** How a step of a series is treated that has no row, or no value in its row. */
public enum GapRule {
  /** It is an error, which names the series and the time. */
  ERROR,
  /** It gets the value of the step before it. */
  PREVIOUS,
  /** It gets the value 0, for example in a table of sales where days without sales have no row. */
  ZERO;

  /** The name users write: error, previous, zero. */
  public String paramValue() {
    return name().toLowerCase(Locale.ROOT);
  }
}
