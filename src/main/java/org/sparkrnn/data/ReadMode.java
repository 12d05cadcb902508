package org.sparkrnn.data;

import java.util.Locale;

/**
 * The treatment of rows that cannot be used for training or measuring, named as in Spark's readers.
 */
public enum ReadMode {
  /** The first such row ends the job, and the message names it. */
  FAILFAST,
  /** Such rows are left out and counted, and the first five are shown. */
  DROPMALFORMED;

  /** The name in Params: failfast, dropmalformed. */
  public String paramValue() {
    return name().toLowerCase(Locale.ROOT);
  }
}
