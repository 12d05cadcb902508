package org.sparkrnn.io;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.sparkrnn.data.InvalidInputException;

/**
 * The lines of a file from the first one that begins in a slice, also beyond the slice's end; the
 * caller decides where to stop. Lines end with LF, CR LF or CR, as in Spark's and Python's readers;
 * no other character ends a line. CR CR LF, which repeated conversions leave, and LF CR are
 * refused, because they would add a blank line after each line. A byte order mark at the start of a
 * line, where files were joined, is removed. Only one line is in memory.
 */
final class Lines implements Closeable {
  private static final int SHOWN = 80; // characters of a line in a message
  private static final byte NONE = 0;
  private static final int LONGEST = 1 << 30; // bytes of a line

  private final DataFile file;
  private final InputStream in;
  private final byte[] buffer;
  private int at; // next byte of the buffer
  private int filled;
  private byte[] line = new byte[256];
  private int from; // start of the line's text in `line`
  private int to;
  private byte end; // end of the line if LF or CR, otherwise NONE
  private long offset; // of the line in the file
  private long position; // of the next byte in the file

  Lines(Configuration conf, FileSlice slice) throws IOException {
    file = new DataFile(conf, slice.path());
    buffer = new byte[Math.max(4, conf.getInt("io.file.buffer.size", 1 << 16))];
    // From one byte before, so that a line that begins exactly at the start is not skipped, and a
    // start between CR and LF skips both.
    position = Math.max(0, slice.start() - 1);
    in = file.open(position);
    if (slice.start() > 0) {
      read();
    }
  }

  /** Moves to the next line; false at the file's end. */
  boolean next() throws IOException {
    boolean more = read();
    if (end != NONE && ahead(0) == '\r' && (ahead(1) == '\n') == (end == '\r')) {
      throw malformed(
          "the line ends with %s; convert the line ends of the file to LF"
              .formatted(end == '\r' ? "CR CR LF" : "LF CR"));
    }
    if (to >= 3 && line[0] == -17 && line[1] == -69 && line[2] == -65) {
      from = 3; // U+FEFF in UTF-8
    }
    return more;
  }

  /** Reads a line and its end; false if there is none. */
  private boolean read() throws IOException {
    offset = position;
    from = 0;
    to = 0;
    end = NONE;
    while (at < filled || fill()) {
      int i = at;
      while (i < filled && buffer[i] != '\n' && buffer[i] != '\r') {
        i++;
      }
      append(i);
      if (i < filled) {
        end = buffer[at];
        skip();
        if (end == '\r' && ahead(0) == '\n') {
          skip();
          end = NONE;
        }
        return true;
      }
    }
    return position > offset;
  }

  /** Takes the buffer's bytes before {@code next} into the line. */
  private void append(int next) {
    int n = next - at;
    if (n > LONGEST - to) {
      throw new InvalidInputException(
          "%s: the line that begins at byte %d is longer than 1 GiB; expected text in lines"
              .formatted(file.path(), offset));
    }
    if (to + n > line.length) {
      line = Arrays.copyOf(line, Math.max(to + n, Math.min(LONGEST, 2 * line.length)));
    }
    System.arraycopy(buffer, at, line, to, n);
    to += n;
    at = next;
    position += n;
  }

  private void skip() {
    at++;
    position++;
  }

  /** The byte that comes after {@code k} others, or -1 at the file's end. */
  private int ahead(int k) throws IOException {
    while (filled - at <= k) {
      if (!fill()) {
        return -1;
      }
    }
    return buffer[at + k];
  }

  /** Reads further bytes after the remaining ones; false at the file's end. */
  private boolean fill() throws IOException {
    System.arraycopy(buffer, at, buffer, 0, filled - at);
    filled -= at;
    at = 0;
    int n = in.read(buffer, filled, buffer.length - filled);
    filled += Math.max(0, n);
    return n > 0;
  }

  /** The beginning of the line, in bytes from the start of the (uncompressed) file. */
  long offset() {
    return offset;
  }

  /** The beginning of the next line, counted in the same way. */
  long end() {
    return position;
  }

  /** Whether the line is empty or only ASCII white space, and so has no token. */
  boolean blank() {
    for (int i = from; i < to; i++) {
      byte b = line[i];
      if (b != ' ' && (b < '\t' || b > '\r') && (b < 0x1c || b > 0x1f)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The line without its end.
   *
   * @throws InvalidInputException if it is not UTF-8 or has a NUL
   */
  String text() throws IOException {
    Utf8 utf8 = new Utf8(from);
    long other = utf8.firstOther(line, from, to);
    if (other < 0) {
      other = utf8.unfinished();
    }
    if (other >= 0) {
      throw malformed(Utf8.problem(file, line[(int) other]));
    }
    return new String(line, from, to - from, StandardCharsets.UTF_8);
  }

  /** The error for this line: file, line number, problem and the line, cut if long. */
  InvalidInputException malformed(String problem) throws IOException {
    // Four bytes per character are enough, and the rest of a long line is not shown.
    int cut = Math.min(to, from + 4 * (SHOWN + 1));
    String text = new String(line, from, cut - from, StandardCharsets.UTF_8).replace("\0", "\\0");
    if (text.codePointCount(0, text.length()) > SHOWN) {
      text = text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "...";
    }
    // Counted only when an error needs it: a slice does not know how many lines precede it.
    return new InvalidInputException(
        file.path() + ":" + file.lineNumber(offset) + ": " + problem + ": \"" + text + "\"");
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
