package org.sparkrnn.train;

import java.util.Locale;

/** How training handles a step whose loss or gradient is not finite. */
public enum NonFinitePolicy {
  /** Training fails, with a message that says where the numbers came from. */
  FAIL,
  /** The update is left out, so that weights and optimizer are unchanged, and counted. */
  SKIP;

  /** The name that users write: fail, skip. */
  public String paramValue() {
    return name().toLowerCase(Locale.ROOT);
  }
}
