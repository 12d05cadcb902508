package org.sparkrnn.data;

import java.util.Locale;

/** What to do about rows that cannot be trained on or measured; named as Spark's readers do. */
public enum ReadMode {
  /** The first one ends the job, by name. */
  FAILFAST,
  /** They are left out, counted, and the first five shown. */
  DROPMALFORMED;

  /** The name users write: failfast, dropmalformed. */
  public String paramValue() {
    return name().toLowerCase(Locale.ROOT);
  }
}
