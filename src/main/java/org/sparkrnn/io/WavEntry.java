package org.sparkrnn.io;

import java.io.Serializable;

/**
 * A WAV file that is to be read. Not a record: entries are data of Spark, maybe written by Kryo.
 */
final class WavEntry implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String path;
  private final Object[] values;
  private final String problem;

  /**
   * @param values of the columns before the frames
   * @param problem why it is malformed whatever is in it, or null
   */
  WavEntry(String path, Object[] values, String problem) {
    this.path = path;
    this.values = values;
    this.problem = problem;
  }

  String path() {
    return path;
  }

  Object[] values() {
    return values;
  }

  String problem() {
    return problem;
  }
}
