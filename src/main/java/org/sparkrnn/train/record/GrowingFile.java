package org.sparkrnn.train.record;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;

/**
 * A file that others read while it grows. Where the file system can show what was written to an
 * open file (HDFS, the local disk), it does; an object store shows a file when it is complete, so
 * there the whole file is written again from time to time, and at the end.
 */
final class GrowingFile implements Closeable {
  private static final long REWRITE_NANOS = 30_000_000_000L;

  private final FileSystem fs;
  private final Path path;
  private FSDataOutputStream out; // null where files have to be written again
  private final ByteArrayOutputStream all = new ByteArrayOutputStream(); // for that alone
  private int written; // bytes of all that the file has
  private long rewritten;

  /** A new file, in place of one that is there. */
  GrowingFile(FileSystem fs, Path path) throws IOException {
    this.fs = fs;
    this.path = path;
    out = fs.create(path, true);
    if (!out.hasCapability(StreamCapabilities.HFLUSH)) {
      out.close();
      out = null;
    }
  }

  /** Adds bytes, which readers see now or within half a minute of the next ones. */
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
