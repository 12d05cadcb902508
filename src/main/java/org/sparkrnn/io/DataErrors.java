package org.sparkrnn.io;

import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;

/** Distinguishes Spark exceptions that are caused by the data of the user from other failures. */
public final class DataErrors {
  private DataErrors() {}

  /**
   * The first exception in a chain of causes that blames the data and not, for example, a lost
   * executor; null if there is none.
   */
  public static Throwable in(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      // Errors of files that Spark's readers find only when they read them.
      String condition = t instanceof SparkThrowable spark ? spark.getCondition() : null;
      if (t instanceof AnalysisException
          || condition != null
              && (condition.startsWith("MALFORMED_RECORD")
                  || condition.startsWith("FAILED_READ_FILE")
                  || condition.startsWith("CANNOT_READ_FILE_FOOTER"))) {
        return t;
      }
    }
    return null;
  }

  /**
   * The message for such an exception; if a file cannot be read, it also says why, and what to do.
   */
  public static String message(Throwable blamed) {
    String condition = blamed instanceof SparkThrowable spark ? spark.getCondition() : null;
    if (condition == null || !condition.startsWith("FAILED_READ_FILE")) {
      return blamed.getMessage();
    }
    Throwable cause = blamed;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    String path = ((SparkThrowable) blamed).getMessageParameters().get("path");
    return "%s cannot be read: %s; it is damaged, or its footer does not describe it: write it again, or leave it out"
        .formatted(path, cause == blamed ? blamed.getMessage() : cause);
  }
}
