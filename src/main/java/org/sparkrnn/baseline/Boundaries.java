package org.sparkrnn.baseline;

import java.util.Locale;

/** What a language model makes of the ends of its rows. */
public enum Boundaries {
  /** Rows follow each other without a break: one stream. */
  STREAM,
  /** One stream with an end token after every row. */
  LINE_ENDS,
  /** Every row for itself, with start tokens before and an end token after it. */
  LINES;

  /** As users write it. */
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
