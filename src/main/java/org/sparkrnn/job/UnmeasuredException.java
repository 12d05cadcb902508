package org.sparkrnn.job;

/** A job's work is done and kept, but could not be measured. */
final class UnmeasuredException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param message for the user, who need not know the cause
   */
  UnmeasuredException(String message, Throwable cause) {
    super(message, cause);
  }
}
