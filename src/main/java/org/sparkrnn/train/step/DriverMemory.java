package org.sparkrnn.train.step;

import org.sparkrnn.data.InvalidInputException;

/** Reports that the driver ran out of memory, in whichever of its threads that happened. */
public final class DriverMemory {
  private DriverMemory() {}

  /** The out-of-memory error among a failure's causes, or null. */
  public static OutOfMemoryError exhausted(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof OutOfMemoryError full) {
        return full;
      }
    }
    return null;
  }

  /**
   * The exception to throw for a failure; if memory was exhausted, it tells the user how to help.
   *
   * @param doing what the driver did, worded to follow "while it"
   * @param lower the settings whose lower values need less memory
   */
  public static RuntimeException told(Throwable failure, String doing, String lower) {
    OutOfMemoryError full = exhausted(failure);
    return full == null
        ? new IllegalStateException("while the driver " + doing + ": " + failure, failure)
        : new InvalidInputException(
            "the driver ran out of memory (%s) while it %s: raise spark.driver.memory (--driver-memory), or lower %s"
                .formatted(full.getMessage(), doing, lower),
            full);
  }
}
