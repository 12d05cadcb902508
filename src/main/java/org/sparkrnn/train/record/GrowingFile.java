package org.sparkrnn.train.record;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;

/**
 * A file that others read while it grows. If the file system can show the content of an open file
 * (HDFS, the local disk), this is used. An object store shows only complete files, so there the
 * whole file is written again from time to time and at the end.
 */
final class GrowingFile implements Closeable {
  private static final long REWRITE_NANOS = 30_000_000_000L;

  private final FileSystem fs;
  private final Path path;
  private FSDataOutputStream out; // null if files have to be written again
  private final ByteArrayOutputStream all = new ByteArrayOutputStream(); // only for that case
  private int written; // number of bytes of it in the file
  private long rewritten;

  /** Creates a file; an existing one is replaced. */
  GrowingFile(FileSystem fs, Path path) throws IOException {
    this.fs = fs;
    this.path = path;
    out = fs.create(path, true);
    if (!out.hasCapability(StreamCapabilities.HFLUSH)) {
      out.close();
      out = null;
    }
  }

  /** Adds bytes. Readers see them at once, or when bytes are added half a minute later. */
  void add(byte[] bytes) throws IOException {
    if (out != null) {
      out.write(bytes);
      out.hflush();
      return;
    }
    all.writeBytes(bytes);
    if (written == 0 || System.nanoTime() - rewritten >= REWRITE_NANOS) {
      rewrite();
    }
  }

  private void rewrite() throws IOException {
    try (FSDataOutputStream file = fs.create(path, true)) {
      all.writeTo(file);
    }
    written = all.size();
    rewritten = System.nanoTime();
  }

  @Override
  public void close() throws IOException {
    if (out != null) {
      out.close();
    } else if (written < all.size()) {
      rewrite();
    }
  }
}
