package org.sparkrnn.data;

/**
 * The user's data, configuration or files are wrong. The message stands alone: it names the thing,
 * what it was, what was expected and what to do. A job prints it without a stack trace and ends
 * with exit code 2; in an application it is an ordinary {@link IllegalArgumentException}.
 */
public final class InvalidInputException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public InvalidInputException(String message) {
    super(message);
  }

  public InvalidInputException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * What to throw for {@code thrown}: the exception of this type that caused it, if there is one,
   * else itself.
   */
  public static RuntimeException orElse(RuntimeException thrown) {
    InvalidInputException cause = in(thrown);
    return cause != null ? cause : thrown;
  }

  /**
   * The first exception of this type in a chain of causes, or null. Spark wraps what a task throws,
   * so callers of an action look here for what the user should read.
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
