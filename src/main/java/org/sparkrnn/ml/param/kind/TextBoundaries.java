package org.sparkrnn.ml.param.kind;

import java.util.Locale;

/** What a language model makes of the ends of its rows. */
public enum TextBoundaries {
  /** Every row for itself, between a start and an end token. */
  LINES,
  /** All rows are one text, with an end token after each. */
  STREAM;

  /** The name users write: lines, stream. */
  public String paramValue() {
    return name().toLowerCase(Locale.ROOT);
  }
}
