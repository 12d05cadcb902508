package org.sparkrnn.io;

import java.io.Serializable;

/**
 * A part of a file: the bytes from {@code start} to before {@code end}. A compressed file is one
 * slice without an end. Not a record: slices are data of Spark, maybe written by Kryo.
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
