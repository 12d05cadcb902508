package org.sparkrnn.ml;

/** A baseline is left out for a reason that lies in the data: the message says it in a sentence. */
public final class OmittedBaselineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OmittedBaselineException(String message) {
    super(message);
  }
}
