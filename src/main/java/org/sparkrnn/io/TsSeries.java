package org.sparkrnn.io;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sparkrnn.io.LineGrammar.MalformedLineException;

/**
 * A line of a .ts file's data: the dimensions of a series, separated by colons, then its label if
 * the header says that there are labels. A dimension is values separated by commas, or {@code
 * (time,value)} separated by commas.
 *
 * @param values [D][T]
 * @param label the label, in the header's spelling if only the case differs; null if there is none
 *     or it is missing
 * @param step the step between time stamps; null if there are fewer than two
 * @param unit unit of the last digit of the time stamps
 */
record TsSeries(double[][] values, String label, TimeStamps.Step step, BigDecimal unit) {
  private static final Pattern TUPLE = Pattern.compile("\\s*\\(([^()]*)\\)\\s*(,|$)");
  private static final int SHOWN = 20; // characters of an invalid tuple in a message

  /** Whether a line, of the header or of the data, has no series. */
  static boolean isComment(String line) {
    return line.isBlank() || line.startsWith("#") || line.startsWith("%");
  }

  /**
   * Reads a line.
   *
   * @param line without blanks around it
   * @param header the header; its dimensions and length are checked if they are not 0
   * @throws MalformedLineException if the line does not fit the header or a value is missing
   */
  static TsSeries parse(String line, TsHeader header) throws MalformedLineException {
    if (line.startsWith("@")) {
      throw new MalformedLineException(
          "expected a series, but found a line of the header; the header ends at @data");
    }
    if (line.startsWith("(") && !header.timeStamps()) {
      throw new MalformedLineException(
          "expected values, but found (time,value); write @timeStamps true in the header");
    }
    List<String> parts = parts(line, header.timeStamps());
    int D = header.labelled() ? parts.size() - 1 : parts.size();
    if (D < 1 || header.dimensions() > 0 && D != header.dimensions()) {
      throw new MalformedLineException(
          "expected %s, separated by colons, but found %d %s"
              .formatted(header.parts(), parts.size(), parts.size() == 1 ? "part" : "parts"));
    }
    double[][] values = new double[D][];
    TimeStamps first = null;
    for (int d = 0; d < D; d++) {
      TimeStamps times = header.timeStamps() ? new TimeStamps(d + 1) : null;
      values[d] = numbers(texts(parts.get(d), d, times), d);
      requireLength(values, d, header);
      if (d == 0) {
        first = times;
      } else if (times != null) {
        times.requireAs(first);
      }
    }
    TimeStamps.Step step = first == null ? null : first.step();
    String label = header.labelled() ? header.label(parts.get(D).strip()) : null;
    return new TsSeries(values, label, step, first == null ? null : first.unit());
  }

  /** Splits at colons, except within parentheses if values have time stamps. */
  static List<String> parts(String line, boolean timeStamps) throws MalformedLineException {
    List<String> parts = new ArrayList<>();
    boolean open = false;
    int from = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == ':' && !open) {
        parts.add(line.substring(from, i));
        from = i + 1;
      } else if (timeStamps && (c == '(' || c == ')')) {
        open = c == '(';
      }
    }
    if (open) {
      throw new MalformedLineException("a parenthesis is never closed");
    }
    parts.add(line.substring(from));
    return parts;
  }

  /** The values of a dimension; their times are added to {@code times}. */
  private static String[] texts(String part, int d, TimeStamps times)
      throws MalformedLineException {
    if (part.isBlank()) {
      throw new MalformedLineException(
          "dimension %d has no values; give it one per step, or leave the line out"
              .formatted(d + 1));
    }
    if (times == null) {
      return part.split(",", -1);
    }
    List<String> texts = new ArrayList<>();
    Matcher tuple = TUPLE.matcher(part);
    int end = 0;
    while (end < part.length() || texts.isEmpty()) {
      int comma = -1;
      if (tuple.find(end) && tuple.start() == end) {
        comma = tuple.group(1).lastIndexOf(',');
      }
      if (comma < 0) {
        String found = part.substring(end).strip();
        throw new MalformedLineException(
            "dimension %d, step %d: expected (time,value), but found \"%s\""
                .formatted(
                    d + 1, texts.size() + 1, found.substring(0, Math.min(SHOWN, found.length()))));
      }
      times.add(tuple.group(1).substring(0, comma).strip());
      texts.add(tuple.group(1).substring(comma + 1));
      end = tuple.end();
      if (end == part.length() && !tuple.group(2).isEmpty()) {
        throw new MalformedLineException(
            "dimension %d ends with a comma; expected (time,value) after it".formatted(d + 1));
      }
    }
    return texts.toArray(String[]::new);
  }

  private static double[] numbers(String[] texts, int d) throws MalformedLineException {
    double[] numbers = new double[texts.length];
    for (int t = 0; t < texts.length; t++) {
      Double number = CsvFormat.number(texts[t], '.');
      if (number == null || number.isInfinite()) {
        throw wrong(texts, d, t);
      }
      numbers[t] = number;
    }
    return numbers;
  }

  private static MalformedLineException wrong(String[] texts, int d, int t) {
    String text = texts[t].strip();
    String place = "dimension %d, step %d".formatted(d + 1, t + 1);
    if (!SeriesValues.missing(text)) {
      return new MalformedLineException(
          "%s contains \"%s\"; expected a finite number with a decimal point"
              .formatted(place, text));
    }
    boolean end = true;
    for (int later = t; later < texts.length; later++) {
      end &= SeriesValues.missing(texts[later]);
    }
    return new MalformedLineException(
        "%s is missing (\"%s\"); %sfill in the missing value, for instance from its neighbours, or leave the line out"
            .formatted(
                place,
                text,
                end
                    ? "if the series ends before it, leave out the marks after its end; otherwise "
                    : ""));
  }

  private static void requireLength(double[][] values, int d, TsHeader header)
      throws MalformedLineException {
    int T = values[d].length;
    if (T != values[0].length) {
      throw new MalformedLineException(
          "dimension %d has %d steps, but dimension 1 has %d; expected equally many: resample or extend the shorter one"
              .formatted(d + 1, T, values[0].length));
    }
    if (header.length() > 0 && T != header.length()) {
      throw new MalformedLineException(
          "the series has %d steps; expected %d, as %s; correct the line, or write @equalLength false in the header"
              .formatted(T, header.length(), header.lengthFrom()));
    }
  }
}
