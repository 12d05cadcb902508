package org.sparkrnn.baseline;

import java.util.ArrayList;
import java.util.List;
import org.sparkrnn.data.InvalidInputException;

/**
 * Training series as the lines of a saved model. The first line has three names with numbers:
 * {@code channels}; {@code rows}, the number of rows of the training data, of which the series may
 * be a sample; and {@code learned}, the number of series on which the window was learned, 0 for
 * all. Each further line is a series: its class and its numbers, step by step.
 */
public record SeriesLines(List<String> lines, SeriesSet series) {
  private static final List<String> NAMES = List.of("channels", "rows", "learned");

  /** The line of a series; only its class if it has no steps. */
  public static String line(String label, double[] numbers) {
    StringBuilder line = new StringBuilder(Fields.escape(label));
    for (double number : numbers) {
      line.append('\t').append(number);
    }
    return line.toString();
  }

  /** Adds the first line before the lines of series. */
  public static SeriesLines of(List<String> series, int channels, long rows) {
    List<String> lines = new ArrayList<>(series.size() + 1);
    lines.add(first(channels, rows, 0));
    lines.addAll(series);
    return of(lines);
  }

  private static String first(long... values) {
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      fields.add(NAMES.get(i));
      fields.add("" + values[i]);
    }
    return Fields.join(fields.toArray(String[]::new));
  }

  /** The same with the number of series that the window was learned on. */
  public SeriesLines withLearned(int count) {
    List<String> now = new ArrayList<>(lines);
    now.set(0, first(series.channels(), rows(lines), count));
    return new SeriesLines(now, series);
  }

  /** The numbers of the first line. */
  private static long[] first(String line) {
    String[] fields = Fields.split(line);
    long[] values = new long[NAMES.size()];
    boolean sound = fields.length == 2 * values.length;
    for (int i = 0; sound && i < values.length; i++) {
      sound = fields[2 * i].equals(NAMES.get(i)) && Fields.isCount(fields[2 * i + 1]);
      values[i] = sound ? Long.parseLong(fields[2 * i + 1]) : 0;
    }
    if (!sound) {
      throw new InvalidInputException(
          "the first line is \"%s\"; expected channels, rows and learned, each with a number"
              .formatted(line));
    }
    return values;
  }

  /**
   * Reads the lines.
   *
   * @throws InvalidInputException if lines are malformed or no series has a step
   */
  public static SeriesLines of(List<String> lines) {
    long[] first = first(lines.isEmpty() ? "" : lines.get(0));
    int channels = Math.toIntExact(Math.min(first[0], Integer.MAX_VALUE));
    if (first[1] < lines.size() - 1) {
      throw new InvalidInputException(
          "there are %d series, but the first line says that there were %d rows"
              .formatted(lines.size() - 1, first[1]));
    }
    List<String> labels = new ArrayList<>();
    List<double[]> series = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = Fields.split(line);
      labels.add(Fields.unescape(fields[0]));
      series.add(numbers(fields, channels));
    }
    return new SeriesLines(lines, new SeriesSet(Math.max(1, channels), series, labels));
  }

  private static double[] numbers(String[] fields, int channels) {
    int count = fields.length - 1;
    if (count > 0 && (channels == 0 || count % channels != 0)) {
      throw new InvalidInputException(
          "a series of class %s has %d numbers, which cannot be divided into steps of %d; all steps must have equally many numbers"
              .formatted(fields[0], count, channels));
    }
    double[] numbers = new double[count];
    for (int k = 0; k < count; k++) {
      numbers[k] = number(fields[k + 1]);
      if (!Double.isFinite(numbers[k])) {
        throw new InvalidInputException(
            "a series of class %s contains \"%s\"; expected finite numbers"
                .formatted(fields[0], fields[k + 1]));
      }
    }
    return numbers;
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN; // the caller rejects the text
    }
  }

  /** The number of series, including those without steps. */
  public static int kept(List<String> lines) {
    return lines.size() - 1;
  }

  /** The number of series in training. */
  public static long rows(List<String> lines) {
    return first(lines.get(0))[1];
  }

  /** The number of series on which the window was learned; 0 for all. */
  public static long learned(List<String> lines) {
    return first(lines.get(0))[2];
  }
}
