package org.sparkrnn.io;

import org.sparkrnn.io.LineGrammar.MalformedLineException;

/**
 * A line of a file of word vectors: a word and D numbers, separated by blanks or tabs. The word may
 * contain blanks, as some in GloVe do, so numbers are counted from the end of the line.
 */
final class VectorLine {
  private final int D;
  private final int[] starts; // start of each number in the line
  private final int[] ends;
  private String line;

  /**
   * @param size D, the number of values of a vector
   */
  VectorLine(int size) {
    D = size;
    starts = new int[size];
    ends = new int[size];
  }

  /**
   * The dimension from the first line with a vector: the count of numbers at the end of the line,
   * without the first field, which is always a word.
   *
   * @throws MalformedLineException if it has none
   */
  static int size(String line) throws MalformedLineException {
    String[] fields = fields(line);
    int size = 0;
    while (size < fields.length - 1 && number(fields[fields.length - 1 - size])) {
      size++;
    }
    if (size == 0) {
      throw new MalformedLineException(
          "expected a word and the numbers of its vector, separated by blanks, as word2vec, fastText and GloVe write them as text");
    }
    return size;
  }

  /** The number of words and the dimension, if the line is the first line of a word2vec file. */
  static long[] header(String line) {
    String[] fields = fields(line);
    if (fields.length != 2 || !fields[0].matches("[0-9]{1,18}")) {
      return null;
    }
    return fields[1].matches("[0-9]{1,9}")
        ? new long[] {Long.parseLong(fields[0]), Long.parseLong(fields[1])}
        : null;
  }

  private static String[] fields(String line) {
    int from = 0;
    while (from < line.length() && blank(line.charAt(from))) {
      from++;
    }
    return line.substring(from).split("[ \t]+");
  }

  private static boolean number(String field) {
    try {
      return Float.isFinite(Float.parseFloat(field));
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /**
   * Takes a line and returns its word.
   *
   * @throws MalformedLineException if it does not end with D numbers after a word
   */
  String word(String text) throws MalformedLineException {
    line = text;
    int end = endOfField(text.length());
    for (int k = D - 1; k >= 0; k--) {
      int start = end;
      while (start > 0 && !blank(text.charAt(start - 1))) {
        start--;
      }
      starts[k] = start;
      ends[k] = end;
      end = endOfField(start);
      if (end == 0) {
        throw disagrees();
      }
    }
    for (int k = 0; k < D; k++) {
      for (int i = starts[k]; i < ends[k]; i++) {
        if (!ofNumbers(text.charAt(i))) {
          throw fields(text).length == D + 1 || k > 0 ? noNumber(k) : disagrees();
        }
      }
    }
    int from = 0;
    while (blank(text.charAt(from))) {
      from++;
    }
    String word = text.substring(from, end);
    int last = Math.max(word.lastIndexOf(' '), word.lastIndexOf('\t'));
    if (last >= 0 && number(word.substring(last + 1))) {
      throw disagrees();
    }
    return word;
  }

  /** The end of the field before a place; 0 if there is none. */
  private int endOfField(int place) {
    int end = place;
    while (end > 0 && blank(line.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  /**
   * The numbers of the last line that was taken.
   *
   * @throws MalformedLineException if a field is not a finite number
   */
  float[] numbers() throws MalformedLineException {
    float[] numbers = new float[D];
    for (int k = 0; k < D; k++) {
      try {
        numbers[k] = Float.parseFloat(line.substring(starts[k], ends[k]));
      } catch (NumberFormatException e) {
        throw noNumber(k);
      }
      if (!Float.isFinite(numbers[k])) {
        throw noNumber(k);
      }
    }
    return numbers;
  }

  private MalformedLineException noNumber(int k) {
    return new MalformedLineException(
        "number %d of the vector is %s; expected a finite number"
            .formatted(k + 1, line.substring(starts[k], ends[k])));
  }

  private MalformedLineException disagrees() {
    String[] fields = fields(line);
    int numbers = 0;
    while (numbers < fields.length && number(fields[fields.length - 1 - numbers])) {
      numbers++;
    }
    return new MalformedLineException(
        "the line ends with %d numbers; expected a word and %d numbers, as in the other lines; check whether the line is cut off or belongs to another file"
            .formatted(Math.min(numbers, Math.max(0, fields.length - 1)), D));
  }

  private static boolean blank(char c) {
    return c == ' ' || c == '\t';
  }

  private static boolean ofNumbers(char c) {
    return c >= '0' && c <= '9' || c == '.' || c == '-' || c == 'e' || c == 'E' || c == '+';
  }
}
