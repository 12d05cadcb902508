package org.sparkrnn.data;

import java.util.Locale;

/**
 * What is taken out of a window of a series, so that one network can forecast series of any size.
 * See {@link WindowScale} for the formulas.
 */
public enum SeriesScaling {
  /** Nothing: values are seen as they are. */
  NONE,
  /** Values are divided by the mean of their sizes. */
  MEAN,
  /** The latest level is subtracted, and values are divided by how far they lie from it. */
  LEVEL,
  /** As level, and what is forecast is the difference to the value one period before. */
  SEASON;

  /** The name users write: none, mean, level, season. */
  public String paramValue() {
    return name().toLowerCase(Locale.ROOT);
  }
}
