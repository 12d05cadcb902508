package org.sparkrnn.train.step;

import org.sparkrnn.data.InvalidInputException;

/** Tells that the driver's memory did not suffice, wherever in its threads that was found. */
public final class DriverMemory {
  private DriverMemory() {}

  /** The error among a failure's causes that says so, or null. */
  public static OutOfMemoryError exhausted(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof OutOfMemoryError full) {
        return full;
      }
    }
    return null;
  }

  /**
   * What to throw for a failure: who can help is the user if memory was exhausted.
   *
   * @param doing what the driver did, after "while it"
   * @param lower what takes less memory if it is lower
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
