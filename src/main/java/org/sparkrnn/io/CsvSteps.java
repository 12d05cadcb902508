package org.sparkrnn.io;

import java.io.Serializable;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.sparkrnn.data.InvalidInputException;

/**
 * The columns of CSV with the steps of a series, in order. Cells at the end of a row that are empty
 * or contain ?, NaN or NA are ignored, so that the series is shorter. If the steps are the last
 * columns, a row may also end earlier.
 *
 * @param name name of the column of series
 * @param from index of the first step's column, from 0
 * @param to index of the last step's column
 * @param last whether no column follows the steps
 * @param open whether rows may have further steps after {@code to}
 */
record CsvSteps(String name, int from, int to, boolean last, boolean open) implements Serializable {
  /**
   * Finds the columns that the options name.
   *
   * @param path the user's path, for messages
   * @param labelCol or null
   * @return null if the options name none
   * @throws InvalidInputException if a column does not exist or has another use too
   */
  static CsvSteps of(
      CsvHeader header, CsvOptions options, String path, String inputCol, String labelCol) {
    if (options.steps() == null) {
      return null;
    }
    int dots = options.steps().lastIndexOf("..");
    String first = options.steps().substring(0, dots).strip();
    String end = options.steps().substring(dots + 2).strip();
    List<String> columns = header.columns();
    for (String name : List.of(first, end)) {
      if (!name.isEmpty()) {
        header.require(path, "csvSteps", name, options.separator(), Set.of());
      }
    }
    int from = first.isEmpty() ? 0 : columns.indexOf(first);
    int to = end.isEmpty() ? columns.size() - 1 : columns.indexOf(end);
    if (from > to) {
      throw new InvalidInputException(
          "csvSteps=%s: %s comes after %s in %s; name the first column of the steps first"
              .formatted(options.steps(), first, end, path));
    }
    int named = labelCol == null ? -1 : columns.indexOf(labelCol);
    if (named >= from && named <= to) {
      throw new InvalidInputException(
          "labelCol=%s is one of the steps (csvSteps=%s); let the steps begin after it, or end before it"
              .formatted(labelCol, options.steps()));
    }
    int same = columns.indexOf(inputCol);
    if (same >= 0 && (same < from || same > to)) {
      throw new InvalidInputException(
          "inputCol=%s is already a column of %s, but csvSteps=%s makes a new column of the steps; give another inputCol"
              .formatted(inputCol, path, options.steps()));
    }
    boolean last = to == columns.size() - 1;
    return new CsvSteps(inputCol, from, to, last, end.isEmpty() && !options.header());
  }

  /** Whether a column of the header is a step. */
  boolean holds(int column) {
    return column >= from && column <= to;
  }

  /** Whether a row may have this number of fields if the header has {@code columns}. */
  boolean allow(int fields, int columns) {
    return fields == columns
        || last && fields < columns && fields >= from
        || open && fields > columns;
  }

  /** The number of fields that a row should have, for messages. */
  String expected(int columns) {
    return (open ? "%d fields or more" : last ? "%d to %d fields" : "%2$d fields")
        .formatted(from + 1, columns);
  }

  /**
   * The series of a row.
   *
   * @param columns names of the columns, for messages
   * @throws LineGrammar.MalformedLineException if a cell is not a number, is missing before a later
   *     one that exists, or if all are missing
   */
  double[] series(CsvRecords record, String[] columns, char decimal)
      throws LineGrammar.MalformedLineException, CharacterCodingException {
    int end = Math.min(record.fields(), open ? Integer.MAX_VALUE : to + 1);
    double[] series = new double[Math.max(0, end - from)];
    int length = 0;
    for (int column = from; column < end; column++) {
      String text = record.field(column);
      if (SeriesValues.missing(text)) {
        continue;
      }
      int t = column - from;
      if (length < t) {
        throw new LineGrammar.MalformedLineException(
            "%s is missing, but %s is not; expected all steps up to the last one: fill the gap, for instance from its neighbours, or leave the line out"
                .formatted(name(columns, from + length), name(columns, column)));
      }
      Double number = CsvFormat.number(text, decimal);
      if (number == null || number.isInfinite()) {
        throw new LineGrammar.MalformedLineException(
            "%s contains \"%s\"; expected a finite number%s"
                .formatted(name(columns, column), text, CsvFormat.hint(text, decimal)));
      }
      series[t] = number;
      length = t + 1;
    }
    if (length == 0) {
      throw new LineGrammar.MalformedLineException(
          "the series has no steps; give it at least one, or leave the line out");
    }
    return Arrays.copyOf(series, length);
  }

  private String name(String[] columns, int column) {
    String name = column < columns.length ? columns[column] : "column" + (column + 1);
    return "%s (step %d)".formatted(name, column - from + 1);
  }
}
