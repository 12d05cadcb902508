package org.sparkrnn.job;

/** A job ended early on request. */
final class StoppedJobException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  /**
   * @param message the state of the work and how to resume it
   */
  StoppedJobException(String message, int exitCode, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  int exitCode() {
    return exitCode;
  }
}
