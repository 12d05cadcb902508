package org.sparkrnn.io;

import java.io.Serializable;

/**
 * A part of a file: the bytes from {@code start} up to but excluding {@code end}. A compressed file
 * is one slice without an end. This is not a record, because Spark sends slices, possibly by Kryo.
 */
final class FileSlice implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String path;
  private final long start;
  private final long end;

  FileSlice(String path, long start, long end) {
    this.path = path;
    this.start = start;
    this.end = end;
  }

  String path() {
    return path;
  }

  long start() {
    return start;
  }

  long end() {
    return end;
  }
}
