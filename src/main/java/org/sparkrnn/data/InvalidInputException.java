package org.sparkrnn.data;

/**
 * The user's data, configuration or files are wrong. The message needs no context: it names the
 * thing, what it was, what was expected and what to do. A job prints it without a stack trace and
 * ends with exit code 2; in an application it is an ordinary {@link IllegalArgumentException}.
 */
public final class InvalidInputException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception with a message for the user. */
  public InvalidInputException(String message) {
    super(message);
  }

  /** Makes an exception with a message for the user and a cause. */
  public InvalidInputException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * The exception to throw for {@code thrown}: the exception of this type that caused it. If there
   * is none, this method throws {@code thrown} itself, checked or not, because Spark's actions
   * throw checked exceptions without declaring them.
   */
  public static RuntimeException orElse(Exception thrown) {
    InvalidInputException cause = in(thrown);
    return cause != null ? cause : InvalidInputException.<RuntimeException>rethrown(thrown);
  }

  @SuppressWarnings("unchecked")
  private static <E extends Exception> E rethrown(Exception thrown) throws E {
    throw (E) thrown;
  }

  /**
   * The first exception of this type in a chain of causes, or null. Spark wraps exceptions of
   * tasks, so callers of an action find the message for the user with this method.
   */
  public static InvalidInputException in(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause() == t ? null : t.getCause()) {
      if (t instanceof InvalidInputException found) {
        return found;
      }
    }
    return null;
  }
}
