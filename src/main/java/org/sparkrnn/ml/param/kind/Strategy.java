package org.sparkrnn.ml.param.kind;

import java.util.Locale;

/** How several steps are forecast. */
public enum Strategy {
  /** The network has an output for each step ahead. */
  DIRECT,
  /** The network gives the next step, which then counts as known for the one after it. */
  RECURSIVE,
  /** The network goes on from its state over the steps ahead, and has an output at each. */
  DECODER;

  /** The name users write: direct, recursive, decoder. */
  public String paramValue() {
    return name().toLowerCase(Locale.ROOT);
  }
}
