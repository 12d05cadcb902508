package org.sparkrnn.io;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.hadoop.io.Text;

/**
 * The records of comma-separated values, as in RFC 4180: a field in quotes may contain separators,
 * line breaks and doubled quotes; lines end with LF or CR LF; empty lines are not records. A record
 * with wrong quotes ends with its first line, so that later records are not lost. Only one record
 * is in memory.
 */
final class CsvRecords implements Closeable {
  private static final int SHOWN = 80; // bytes of a record in a message
  private static final int MAX_RECORD = 1 << 28;
  private static final int END = -1;
  private static final int[] MARK = {0xEF, 0xBB, 0xBF}; // U+FEFF in UTF-8
  private static final int[] SEP = {'s', 'e', 'p', '='};

  private final InputStream in;
  private final byte separator;
  private byte[] buffer = new byte[1 << 16];
  private int filled;
  private int start; // of the current record in the buffer
  private int length; // of the current record with its line end
  private long offset; // of the current record in the file
  private long lines; // number of lines before the record since reading began
  private int fields;
  private int[] from = new int[16]; // start of each field in the record
  private int[] to = new int[16];
  private boolean[] quoted = new boolean[16];
  private String problem;
  private boolean tooLong;

  /**
   * @param offset of the first byte in the file; at 0 a byte order mark is left out, and a first
   *     line {@code sep=;} as Excel has it, if it names this separator
   */
  CsvRecords(InputStream in, byte separator, long offset) throws IOException {
    this.in = in;
    this.separator = separator;
    this.offset = offset;
    if (offset == 0) {
      length = startsWith(0, MARK) ? MARK.length : 0;
      if (startsWith(length, SEP) && at(length + SEP.length) == separator) {
        int end = length + SEP.length + 1;
        end += at(end) == '\r' ? 1 : 0;
        length = at(end) == '\n' ? end + 1 : length;
      }
    }
  }

  private boolean startsWith(int from, int[] bytes) throws IOException {
    for (int i = 0; i < bytes.length; i++) {
      if (at(from + i) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  /** Moves to the next record; false at the file's end. */
  boolean next() throws IOException {
    do {
      for (int i = start; i < start + length; i++) {
        lines += buffer[i] == '\n' ? 1 : 0;
      }
      start += length;
      offset += length;
      length = 0;
      if (at(0) == END) {
        return false;
      }
      parse();
    } while (problem == null && fields == 1 && !quoted[0] && from[0] == to[0]);
    return true;
  }

  private void parse() throws IOException {
    fields = 0;
    problem = null;
    tooLong = false;
    int i = 0;
    while (true) {
      if (fields == from.length) {
        from = Arrays.copyOf(from, 2 * fields);
        to = Arrays.copyOf(to, 2 * fields);
        quoted = Arrays.copyOf(quoted, 2 * fields);
      }
      quoted[fields] = at(i) == '"';
      i = quoted[fields] ? quotedField(i + 1) : plainField(i);
      if (tooLong) {
        problem = "a record has more than 256 MiB; check that its quotes are closed";
      }
      if (problem != null) {
        length = firstLine();
        return;
      }
      fields++;
      if (at(i) != separator) {
        break;
      }
      i++;
    }
    length = at(i) == END ? i : at(i) == '\r' ? i + 2 : i + 1;
  }

  /**
   * Takes a field whose opening quote is before {@code i}, up to the byte after the closing quote.
   */
  private int quotedField(int i) throws IOException {
    from[fields] = i;
    while (true) {
      int b = at(i);
      if (b == END) {
        problem = "the quotes that are opened in this line are never closed";
        return i;
      }
      if (b == '"') {
        if (at(i + 1) != '"') {
          break;
        }
        i++;
      }
      i++;
    }
    to[fields] = i++;
    if (!ends(i) && at(i) != separator) {
      problem = "text follows closing quotes; a quote within quotes must be written twice";
    }
    return i;
  }

  private int plainField(int i) throws IOException {
    from[fields] = i;
    boolean blank = true;
    for (int b = at(i); b != separator && !ends(i); b = at(++i)) {
      if (b == '\r') {
        problem = "expected LF or CR LF at the ends of lines, but found CR alone; convert the file";
        return i;
      }
      if (b == '"' && blank) {
        problem = "there are blanks before opening quotes; leave them out, or put them inside";
        return i;
      }
      blank &= b == ' ' || b == '\t';
    }
    to[fields] = i;
    return i;
  }

  /** Whether the record may end here. */
  private boolean ends(int i) throws IOException {
    int b = at(i);
    return b == '\n' || b == END || b == '\r' && at(i + 1) == '\n';
  }

  private int firstLine() throws IOException {
    int i = 0;
    while (at(i) != '\n' && at(i) != END) {
      i++;
    }
    return at(i) == END ? i : i + 1;
  }

  /** A byte of the record, counted from its start; {@link #END} after the end of the file. */
  private int at(int i) throws IOException {
    if (i >= MAX_RECORD) {
      tooLong = true;
      return END;
    }
    while (start + i >= filled) {
      if (!fill()) {
        return END;
      }
    }
    return buffer[start + i] & 0xFF;
  }

  private boolean fill() throws IOException {
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, filled - start);
      filled -= start;
      start = 0;
    }
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * filled);
    }
    int n = in.read(buffer, filled, buffer.length - filled);
    filled += Math.max(0, n);
    return n > 0;
  }

  /** The record's beginning, in bytes from the start of the (uncompressed) file. */
  long offset() {
    return offset;
  }

  /** The end of the record and its line. */
  long end() {
    return offset + length;
  }

  /** The number of lines that begin before the record, since reading began. */
  long linesBefore() {
    return lines;
  }

  /** The error in the record's quotes or line end, or null. */
  String problem() {
    return problem;
  }

  int fields() {
    return fields;
  }

  /** Whether a field is empty without quotes, which means a missing value. */
  boolean missing(int field) {
    return !quoted[field] && from[field] == to[field];
  }

  /**
   * A field's text.
   *
   * @throws CharacterCodingException if it is not UTF-8
   */
  String field(int field) throws CharacterCodingException {
    String text = Text.decode(buffer, start + from[field], to[field] - from[field], false);
    return quoted[field] ? text.replace("\"\"", "\"") : text;
  }

  /** A field's text, with U+FFFD for bytes that are not UTF-8. */
  String lenient(int field) {
    int length = to[field] - from[field];
    String text = new String(buffer, start + from[field], length, StandardCharsets.UTF_8);
    return quoted[field] ? text.replace("\"\"", "\"") : text;
  }

  /** The first line of the record, cut if long, for messages. */
  String text() {
    int end = 0;
    while (end < length && buffer[start + end] != '\n' && buffer[start + end] != '\r') {
      end++;
    }
    int shown = Math.min(end, SHOWN);
    String text = new String(buffer, start, shown, StandardCharsets.UTF_8);
    return shown < end ? text + "..." : text;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
