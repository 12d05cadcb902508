package org.sparkrnn.job;

/** A job that ended early because it was told to. */
final class StoppedJobException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  /**
   * @param message what has become of it, and how to go on
   */
  StoppedJobException(String message, int exitCode, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  int exitCode() {
    return exitCode;
  }
}
