package org.sparkrnn.io;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.hadoop.util.LineReader;
import org.sparkrnn.data.InvalidInputException;

/**
 * The lines of a file from the first that begins in a slice, past the slice's end if asked to: the
 * caller knows where to stop. Lines end with LF or CR LF; a byte order mark at the file's start is
 * no part of the first line. Memory holds one line.
 */
final class Lines implements Closeable {
  private static final int SHOWN = 80; // characters of a line in a message
  private static final byte[] LF = {'\n'};

  private final Configuration conf;
  private final Path path;
  private final LineReader reader;
  private final Text line = new Text();
  private int from; // of the line's text in the bytes of `line`
  private int to;
  private long offset; // of the line in the file
  private long position; // of the next line

  Lines(Configuration conf, FileSlice slice) throws IOException {
    this.conf = conf;
    this.path = new Path(slice.path());
    // Only LF ends a line: with CR as a further end, a slice that starts inside CR LF would see
    // an empty line.
    this.reader = new LineReader(open(slice.start() == 0 ? 0 : slice.start() - 1), conf, LF);
    if (slice.start() > 0) {
      // From one byte before, so that a line that begins exactly at the start is not skipped.
      position = slice.start() - 1;
      position += reader.readLine(line);
    }
  }

  private InputStream open(long start) throws IOException {
    FSDataInputStream in = path.getFileSystem(conf).open(path);
    try {
      CompressionCodec codec = new CompressionCodecFactory(conf).getCodec(path);
      if (codec != null) {
        return codec.createInputStream(in);
      }
      in.seek(start);
      return in;
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  /** Moves to the next line; false at the file's end. */
  boolean next() throws IOException {
    offset = position;
    int consumed = reader.readLine(line);
    position += consumed;
    from = 0;
    to = line.getLength();
    byte[] bytes = line.getBytes();
    if (to > 0 && bytes[to - 1] == '\r') {
      to--;
    }
    if (offset == 0 && to >= 3 && bytes[0] == -17 && bytes[1] == -69 && bytes[2] == -65) {
      from = 3; // U+FEFF in UTF-8
    }
    return consumed > 0;
  }

  /** Where the line begins, in bytes from the start of the (uncompressed) file. */
  long offset() {
    return offset;
  }

  /** Whether the line is empty or of ASCII white space only. */
  boolean blank() {
    byte[] bytes = line.getBytes();
    for (int i = from; i < to; i++) {
      if (bytes[i] < 0 || bytes[i] > ' ') {
        return false;
      }
    }
    return true;
  }

  /**
   * The line without its end.
   *
   * @throws InvalidInputException if it is not UTF-8
   */
  String text() throws IOException {
    try {
      return Text.decode(line.getBytes(), from, to - from, false);
    } catch (CharacterCodingException e) {
      throw malformed("expected UTF-8, found other bytes; convert the file to UTF-8");
    }
  }

  /** The error for this line: file, line number, problem and the line, cut if long. */
  InvalidInputException malformed(String problem) throws IOException {
    String text = Text.decode(line.getBytes(), from, to - from, true);
    if (text.codePointCount(0, text.length()) > SHOWN) {
      text = text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "...";
    }
    return new InvalidInputException(
        path + ":" + lineNumber() + ": " + problem + ": \"" + text + "\"");
  }

  /** Counted only when an error needs it: a slice does not know how many lines precede it. */
  private long lineNumber() throws IOException {
    long number = 1;
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = open(0)) {
      for (long left = offset; left > 0; ) {
        int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (n < 0) {
          throw new IOException(path + " became shorter while it was read");
        }
        for (int i = 0; i < n; i++) {
          number += buffer[i] == '\n' ? 1 : 0;
        }
        left -= n;
      }
    }
    return number;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
