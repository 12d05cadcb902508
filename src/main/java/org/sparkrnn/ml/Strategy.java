package org.sparkrnn.ml;

import java.util.Locale;

/** How several steps are forecast. */
enum Strategy {
  /** The network has an output for each step ahead. */
  DIRECT,
  /** The network gives the next step, which then counts as known for the one after it. */
  RECURSIVE;

  String paramValue() {
    return name().toLowerCase(Locale.ROOT);
  }
}
