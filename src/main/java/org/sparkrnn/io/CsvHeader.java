package org.sparkrnn.io;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.sparkrnn.data.InvalidInputException;

/**
 * The header of CSV files: the first record, which is the same in all files.
 *
 * @param file the first file with it
 * @param columns names without surrounding blanks; an empty name is replaced by the column's number
 * @param first the fields of the first valid rows
 */
record CsvHeader(String file, List<String> columns, List<List<String>> first) {
  private static final int LOOKED_AT = 100; // rows
  private static final int MANY = 8; // columns of numbers that may be steps
  private static final char OTHER_BYTES = '\uFFFD'; // replaces bytes that are not UTF-8
  private static final String OTHERS = ",;\t|";

  /**
   * Finds the first file that is not empty. If files have no header, the first record gives the
   * number of columns.
   *
   * @throws InvalidInputException if all files are empty, or the header cannot be read
   */
  static CsvHeader find(Configuration conf, String path, List<FileStatus> files, CsvOptions options)
      throws IOException {
    for (FileStatus status : files) {
      Path file = status.getPath();
      try (CsvRecords records =
          new CsvRecords(
              new DataFile(conf, file.toString()).open(0), (byte) options.separator(), 0)) {
        if (records.next()) {
          List<List<String>> first = new ArrayList<>();
          if (!options.header()) {
            first.add(fields(records));
          }
          List<String> columns =
              options.header()
                  ? columns(conf, file.toString(), records)
                  : numbered(records.fields());
          for (int i = 0; i < LOOKED_AT && records.next(); i++) {
            if (records.problem() == null) {
              first.add(fields(records));
            }
          }
          return new CsvHeader(file.toString(), columns, first);
        }
      }
    }
    throw new InvalidInputException(
        path
            + (options.header()
                ? " is empty; expected a line with the names of the columns, and rows below it"
                : " is empty; expected rows"));
  }

  private static List<String> numbered(int fields) {
    return IntStream.rangeClosed(1, fields).mapToObj(i -> "column" + i).toList();
  }

  /**
   * The names in the current record.
   *
   * @throws InvalidInputException if it is not a header
   */
  static List<String> columns(Configuration conf, String file, CsvRecords header)
      throws IOException {
    String place = file + ":" + (header.linesBefore() + 1);
    if (header.problem() != null) {
      String other = Utf8Check.problem(conf, new FileSlice(file, 0, header.end()));
      if (other != null) {
        throw new InvalidInputException(other);
      }
      throw new InvalidInputException(
          "%s: %s: \"%s\"".formatted(place, header.problem(), header.text()) + misnamed(header));
    }
    if (header.text().matches("sep=.")) { // the reader skips one that agrees with the options
      throw new InvalidInputException(
          "%s says that columns are separated by %s; give csvSeparator=%2$s"
              .formatted(place, CsvOptions.name(header.text().charAt(4))));
    }
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < header.fields(); i++) {
      String name = header.lenient(i).strip();
      if (name.indexOf('\0') >= 0 || name.indexOf(OTHER_BYTES) >= 0) {
        String problem = Utf8Check.problem(conf, new FileSlice(file, 0, header.end()));
        if (problem != null) {
          throw new InvalidInputException(problem);
        }
      }
      columns.add(name.isEmpty() ? "column" + (i + 1) : name);
    }
    String twice = Columns.twice(columns, false);
    if (twice != null) {
      throw new InvalidInputException(
          "%s: two columns are named %s; rename one of them%s"
              .formatted(place, twice, misnamed(header)));
    }
    return columns;
  }

  private static List<String> fields(CsvRecords record) {
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < record.fields(); i++) {
      fields.add(record.lenient(i));
    }
    return fields;
  }

  private static String misnamed(CsvRecords header) {
    String text = header.text();
    return text.startsWith("{") || text.startsWith("[")
        ? "; if the file is JSON, give format=json"
        : text.startsWith("PAR1") ? "; if the file is Parquet, give format=parquet" : "";
  }

  /**
   * Checks that a column exists.
   *
   * @param separator the expected separator of the names
   * @param taken columns that have another use
   */
  void require(String path, String param, String name, char separator, Set<String> taken) {
    if (columns.contains(name)) {
      return;
    }
    String hint = hint(separator);
    if (hint.isEmpty() && param.startsWith("inputCol") && mostlyNumbers()) {
      hint =
          "; if each row is a series, give csvSteps= with the first and the last column of its steps";
    }
    throw hint.isEmpty()
        ? Columns.missing(
            path,
            param,
            name,
            columns.toArray(String[]::new),
            columns.stream().filter(column -> !taken.contains(column)).toList())
        : new InvalidInputException(
            "%s=%s: %s has no column of that name; its columns are %s%s"
                .formatted(param, name, path, Columns.listed(columns), hint));
  }

  /** Whether the columns may be the steps of series. */
  private boolean mostlyNumbers() {
    int numbers = 0;
    for (int i = 0; i < columns.size(); i++) {
      numbers += holdsNumbers(i, '.') ? 1 : 0;
    }
    return numbers >= MANY && 2 * numbers > columns.size();
  }

  private String hint(char separator) {
    String joined = String.join(String.valueOf(separator), columns);
    for (char other : OTHERS.toCharArray()) {
      if (other != separator && joined.indexOf(other) >= 0) {
        return "; if its columns are separated by %s, give csvSeparator=%s%s"
            .formatted(
                CsvOptions.name(other),
                CsvOptions.name(other),
                other == ';' ? " (and csvDecimal=, if numbers are written as 1,5)" : "");
      }
    }
    boolean data = columns.stream().anyMatch(c -> CsvFormat.number(c, '.') != null);
    return data
        ? "; the first line is read as the names of the columns: add a line with the names, or give csvHeader=false"
        : "";
  }

  /** Whether most of the first cells of a column that are not empty are numbers. */
  boolean holdsNumbers(int column, char decimal) {
    int texts = 0;
    int numbers = 0;
    for (List<String> row : first) {
      if (column < row.size() && !row.get(column).isBlank()) {
        boolean number = CsvFormat.resemblesNumber(row.get(column), decimal);
        numbers += number ? 1 : 0;
        texts += number ? 0 : 1;
      }
    }
    return numbers > texts;
  }

  /** Whether most of the first cells of a column that are not empty are lists in brackets. */
  boolean holdsLists(int column) {
    int texts = 0;
    int lists = 0;
    for (List<String> row : first) {
      if (column < row.size() && !row.get(column).isBlank()) {
        boolean list = CsvLists.mayBe(row.get(column));
        lists += list ? 1 : 0;
        texts += list ? 0 : 1;
      }
    }
    return lists > texts
        && first.stream()
            .anyMatch(row -> column < row.size() && CsvLists.unmistakable(row.get(column)));
  }
}
