package org.sparkrnn.ml;

/**
 * Thrown when a baseline is left out because of the data; the message gives the reason as a
 * sentence.
 */
public final class OmittedBaselineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OmittedBaselineException(String message) {
    super(message);
  }
}
