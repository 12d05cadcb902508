package org.sparkrnn.train;

import java.util.Locale;

/** What training does about a step whose loss or gradient is not finite. */
public enum NonFinitePolicy {
  /** It ends, and says where the numbers came from. */
  FAIL,
  /** It leaves the update out, weights and optimizer as they were, and counts. */
  SKIP;

  /** The name users write: fail, skip. */
  public String paramValue() {
    return name().toLowerCase(Locale.ROOT);
  }
}
