package org.sparkrnn.ml.param.kind;

import java.util.Locale;

/** How several steps are forecast. */
public enum Strategy {
  /** The network has an output for each step ahead. */
  DIRECT,
  /** The network forecasts the next step, which is then treated as known for the step after it. */
  RECURSIVE;

  /** The name users write: direct, recursive. */
  public String paramValue() {
    return name().toLowerCase(Locale.ROOT);
  }
}
