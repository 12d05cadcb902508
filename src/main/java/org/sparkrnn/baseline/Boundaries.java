package org.sparkrnn.baseline;

import java.util.Locale;

/** How a language model treats the ends of rows. */
public enum Boundaries {
  /** Rows follow each other without a break: one stream. */
  STREAM,
  /** One stream with an end token after each row. */
  LINE_ENDS,
  /** Each row separately, with start tokens before it and an end token after it. */
  LINES;

  /** The name in Params. */
  public String paramValue() {
    return switch (this) {
      case STREAM -> "stream";
      case LINE_ENDS -> "lineEnds";
      case LINES -> "lines";
    };
  }

  /** The constant of a {@link #paramValue()}. */
  public static Boundaries of(String paramValue) {
    return valueOf(paramValue.replace("E", "_E").toUpperCase(Locale.ROOT));
  }

  /** Whether the end of a row is a token to predict. */
  boolean end() {
    return this != STREAM;
  }
}
