package org.sparkrnn.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Finds the first byte of a stream that is not UTF-8 text: other encodings, compressed and binary
 * files. A NUL is such a byte too, because every second byte of English text in UTF-16 is NUL.
 */
final class Utf8 {
  private static final String CONVERT = "convert the file, for instance with iconv -f %s -t UTF-8";

  /** The first bytes of other kinds of files, with advice. */
  private static final Map<String, String> BEGINNINGS = new LinkedHashMap<>();

  static {
    BEGINNINGS.put("\u00ff\u00fe", "it begins like UTF-16; " + CONVERT.formatted("UTF-16"));
    BEGINNINGS.put("\u00fe\u00ff", "it begins like UTF-16; " + CONVERT.formatted("UTF-16"));
    BEGINNINGS.put("\u001f\u008b", compressed("gzip", "gz"));
    BEGINNINGS.put("BZh", compressed("bzip2", "bz2"));
    BEGINNINGS.put("\u0028\u00b5\u002f\u00fd", compressed("Zstandard", "zst"));
    BEGINNINGS.put("\u00fd7zXZ", "it begins like xz, which is not supported; decompress it");
    BEGINNINGS.put("PK\u0003\u0004", "it begins like ZIP, which is not supported; unpack it");
    BEGINNINGS.put("PAR1", "it begins like Parquet; give format=parquet");
  }

  private long begin; // position of the current character
  private long position; // of the next byte
  private int missing; // missing bytes of the current character
  private int low; // smallest allowed value of its next byte
  private int high;

  /**
   * @param position position of the first byte
   */
  Utf8(long position) {
    this.position = position;
  }

  private static String compressed(String name, String ending) {
    return "it begins like " + name + "; let its name end with ." + ending;
  }

  /**
   * The position of the first byte that is not UTF-8, or of the character that it breaks; -1 if
   * there is none.
   */
  long firstOther(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++, position++) {
      byte b = bytes[i];
      if (missing == 0) {
        if (b <= 0 && !begins(b & 0xff)) {
          return position;
        }
      } else if ((b & 0xff) < low || (b & 0xff) > high) {
        return begin;
      } else {
        missing--;
        low = 0x80;
        high = 0xbf;
      }
    }
    return -1;
  }

  /** Takes the first byte of a character of several bytes; false if it is invalid. */
  private boolean begins(int b) {
    begin = position;
    missing = b < 0xe0 ? 1 : b < 0xf0 ? 2 : 3;
    // Longer forms than needed, surrogates and values beyond U+10FFFF are not UTF-8.
    low = b == 0xe0 ? 0xa0 : b == 0xf0 ? 0x90 : 0x80;
    high = b == 0xed ? 0x9f : b == 0xf4 ? 0x8f : 0xbf;
    return b >= 0xc2 && b <= 0xf4;
  }

  /** The position of an incomplete character, or -1. */
  long unfinished() {
    return missing == 0 ? -1 : begin;
  }

  /** Whether a byte can only continue a character. */
  static boolean continues(int b) {
    return (b & 0xc0) == 0x80;
  }

  /**
   * The message for a byte that is not UTF-8.
   *
   * @param found the byte
   */
  static String problem(DataFile file, int found) throws IOException {
    byte[] head;
    try (InputStream in = file.openRaw()) {
      head = in.readNBytes(8);
    }
    String beginning = new String(head, StandardCharsets.ISO_8859_1);
    String hint =
        BEGINNINGS.entrySet().stream()
            .filter(known -> !file.compressed() && beginning.startsWith(known.getKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse(
                found == 0
                    ? "text has no such byte unless it is UTF-16 or damaged; "
                        + CONVERT.formatted("UTF-16LE")
                    : CONVERT.formatted("ISO-8859-1") + ", or from its actual encoding");
    return "expected UTF-8, but found the byte 0x%02X; %s".formatted(found & 0xff, hint);
  }
}
