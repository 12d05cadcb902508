package org.sparkrnn.ml;

import java.util.Locale;

/** What a language model makes of the ends of its rows. */
enum TextBoundaries {
  /** Every row for itself, between a start and an end token. */
  LINES,
  /** All rows are one text, with an end token after each. */
  STREAM;

  String paramValue() {
    return name().toLowerCase(Locale.ROOT);
  }
}
