package org.sparkrnn.io;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.io.LineGrammar.MalformedLineException;

/**
 * The properties of a .ts file from its header, or from its first series if the header does not
 * give them. The format is that of aeon and sktime, see
 * https://www.aeon-toolkit.org/en/stable/api_reference/data_format.html.
 *
 * @param file the file
 * @param data the beginning of the first line after {@code @data}, in bytes
 * @param labels the kind of labels, which follow the last colon of a line
 * @param classes the possible labels; empty if the header does not name them
 * @param timeStamps whether values are {@code (time,value)}
 * @param dimensions number of dimensions of every series; 0 if unknown
 * @param length number of steps of every series; 0 if it varies or is unknown
 * @param lengthFrom the source of the length, for messages
 * @param step the step between the time stamps of the first series; null if there are none
 */
record TsHeader(
    String file,
    long data,
    Labels labels,
    List<String> classes,
    boolean timeStamps,
    int dimensions,
    int length,
    String lengthFrom,
    TimeStamps.Step step)
    implements Serializable {
  private static final int LOOKED_AT = 100; // lines to search for a valid one
  private static final int NAMED = 20; // number of classes in a message

  /** The kind of labels. */
  enum Labels {
    NONE("no labels"),
    CLASSES("class labels"),
    TARGETS("numbers as targets");

    private final String text;

    Labels(String text) {
      this.text = text;
    }
  }

  /**
   * Reads the header of a file.
   *
   * @throws InvalidInputException if it is not a header, contradicts itself, or the number of
   *     dimensions cannot be found
   */
  static TsHeader read(Configuration conf, String file) {
    try (Lines lines = new Lines(conf, new FileSlice(file, 0, Long.MAX_VALUE))) {
      TsKeywords keywords = new TsKeywords(file);
      while (lines.next()) {
        String line = lines.text().strip();
        if (endsWith(line)) {
          return keywords.header(lines.end()).withFirst(lines);
        }
        try {
          keywords.add(line);
        } catch (MalformedLineException e) {
          throw lines.malformed(e.getMessage());
        }
      }
      throw new InvalidInputException(
          "%s has no line @data; expected a header such as @univariate true and @classLabel true a b, then @data, then one series per line; if the file has another format, give format="
              .formatted(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /** Whether a line is the last of a header. */
  static boolean endsWith(String line) {
    return line.equalsIgnoreCase("@data");
  }

  /** Adds the properties that the first valid line of the data shows. */
  private TsHeader withFirst(Lines lines) throws IOException {
    String first = null;
    for (int i = 0; i < LOOKED_AT && lines.next(); ) {
      String line = sound(lines);
      if (line != null) {
        i++;
        first = first == null ? line : first;
        try {
          return as(TsSeries.parse(line, this));
        } catch (MalformedLineException e) {
          continue; // reading the file reports it with its place
        }
      }
    }
    if (dimensions > 0) {
      return this;
    }
    if (first == null) {
      throw new InvalidInputException(
          "%s contains no series, and its header does not say how many dimensions they have; expected one series per line after @data, or @univariate true or @dimensions in the header"
              .formatted(file));
    }
    return withDimensions(first);
  }

  /** The number of dimensions of a malformed line, so that it is refused with its actual error. */
  private TsHeader withDimensions(String line) {
    int parts;
    try {
      parts = TsSeries.parts(line, timeStamps).size();
    } catch (MalformedLineException e) {
      parts = 0; // this will be reported
    }
    return new TsHeader(
        file,
        data,
        labels,
        classes,
        timeStamps,
        Math.max(1, parts - (labelled() ? 1 : 0)),
        length,
        lengthFrom,
        step);
  }

  /** The text of a line with a series; null for other lines or if it is not text. */
  private static String sound(Lines lines) throws IOException {
    try {
      String line = lines.text().strip();
      return TsSeries.isComment(line) ? null : line;
    } catch (InvalidInputException e) {
      return null; // reading reports it
    }
  }

  private TsHeader as(TsSeries first) {
    boolean equal = lengthFrom != null;
    return new TsHeader(
        file,
        data,
        labels,
        classes,
        timeStamps,
        first.values().length,
        equal ? first.values()[0].length : 0,
        !equal || length > 0 ? lengthFrom : lengthFrom + " and the first series shows",
        first.step());
  }

  boolean labelled() {
    return labels != Labels.NONE;
  }

  /** The expected form of a line. */
  String parts() {
    String series =
        dimensions == 0
            ? "one dimension or more"
            : dimensions + (dimensions == 1 ? " dimension" : " dimensions");
    return switch (labels) {
      case NONE -> series;
      case CLASSES -> series + " and a label";
      case TARGETS -> series + " and a target";
    };
  }

  /**
   * A label in the header's spelling; null if it is missing.
   *
   * @throws MalformedLineException if the header does not have it, or a target is not a number
   */
  String label(String text) throws MalformedLineException {
    if (text.isEmpty()
        || text.equals("?")
        || labels == Labels.TARGETS && SeriesValues.missing(text)) {
      return null;
    }
    if (labels == Labels.TARGETS) {
      Double number = CsvFormat.number(text, '.');
      if (number == null || number.isInfinite()) {
        throw new MalformedLineException(
            "the target is \"%s\"; expected a finite number, because of @targetLabel true"
                .formatted(text));
      }
      return text;
    }
    if (classes.isEmpty() || classes.contains(text)) {
      return text;
    }
    List<String> alike = classes.stream().filter(text::equalsIgnoreCase).toList();
    if (alike.size() != 1) {
      String known = String.join(", ", classes.subList(0, Math.min(NAMED, classes.size())));
      throw new MalformedLineException(
          "the label \"%s\" is not among those of @classLabel (%s%s); correct it, or add it there"
              .formatted(text, known, classes.size() > NAMED ? ", ..." : ""));
    }
    return alike.get(0);
  }

  /**
   * @throws InvalidInputException if the file's series differ in form from those of another
   */
  void requireAs(TsHeader first) {
    if (dimensions != first.dimensions || labels != first.labels) {
      throw new InvalidInputException(
          "%s has %d dimensions and %s, but %s has %d and %s; files that are read together must agree in both: name one of them, or give a glob of files that agree"
              .formatted(
                  file, dimensions, labels.text, first.file, first.dimensions, first.labels.text));
    }
  }
}
