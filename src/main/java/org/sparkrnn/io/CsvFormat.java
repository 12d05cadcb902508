package org.sparkrnn.io;

import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.ReadMode;

/** Comma-separated values with known columns and types. */
final class CsvFormat implements RowFormat {
  private static final long serialVersionUID = 1L;
  private static final String NOT_UTF8 =
      "expected UTF-8, but found other bytes; convert the file, for instance with iconv -f ISO-8859-1 -t UTF-8";

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");
  private static final Pattern GROUPED =
      Pattern.compile(
          "[+-]?[0-9]{1,3}(\\.[0-9]{3}){2,}(,[0-9]*)?|[+-]?[0-9]{1,3}(,[0-9]{3}){2,}(\\.[0-9]*)?"
              + "|[+-]?[0-9]{1,3}(\\.[0-9]{3})+,[0-9]*|[+-]?[0-9]{1,3}(,[0-9]{3})+\\.[0-9]*"
              + "|[+-]?[0-9]{1,3}([ '\u00A0\u202F][0-9]{3})+([.,][0-9]*)?");
  private static final Pattern THOUSANDS = Pattern.compile("[+-]?[0-9]{1,3}[.,][0-9]{3}");
  private static final Pattern WHITE_SPACE = Pattern.compile(TextSplitting.WHITE_SPACE);

  /** How a column's cells are read. */
  enum Cell {
    TEXT(DataTypes.StringType),
    TOKENS(DataTypes.createArrayType(DataTypes.StringType, false)),
    NUMBER(DataTypes.DoubleType),
    FLAG(DataTypes.BooleanType);

    private final DataType type;

    Cell(DataType type) {
      this.type = type;
    }
  }

  private final String[] names; // names in the files
  private final Cell[] cells;
  private final char separator;
  private final char decimal;
  private final boolean hasHeader;
  private final String headerFile;
  private final boolean[] required;
  private final boolean[] lists;
  private final CsvSteps steps; // or null

  /**
   * @param lists columns whose first cells are mostly lists, which are refused
   * @param required columns whose cells must not be empty
   * @param steps the columns that become one column after the others, or null
   */
  CsvFormat(
      CsvHeader header,
      Cell[] cells,
      CsvOptions options,
      Set<String> lists,
      Set<String> required,
      CsvSteps steps) {
    names = header.columns().toArray(String[]::new);
    headerFile = header.file();
    this.cells = cells;
    this.steps = steps;
    separator = options.separator();
    decimal = options.decimal();
    hasHeader = options.header();
    this.required = new boolean[names.length];
    this.lists = new boolean[names.length];
    for (int i = 0; i < names.length; i++) {
      this.lists[i] = lists.contains(names[i]);
      this.required[i] = required.contains(names[i]);
    }
  }

  @Override
  public StructType schema() {
    StructType schema = new StructType();
    for (int i = 0; i < names.length; i++) {
      schema = step(i) ? schema : schema.add(names[i], cells[i].type);
    }
    return steps == null ? schema : schema.add(steps.name(), SeriesValues.type(1), false);
  }

  @Override
  public RowIterator<?> rows(Configuration conf, List<FileSlice> slices, ReadMode mode) {
    return new CsvRows(conf, slices, this, mode);
  }

  char separator() {
    return separator;
  }

  /** Whether the first record of each file is a header. */
  boolean hasHeader() {
    return hasHeader;
  }

  /** The number of columns of a row. */
  int columns() {
    return steps == null ? names.length : names.length - (steps.to() - steps.from());
  }

  private boolean step(int column) {
    return steps != null && steps.holds(column);
  }

  /**
   * @param file the file with this header
   * @throws InvalidInputException if the names differ from those of other files
   */
  void requireHeader(String file, List<String> header) {
    if (!header.equals(List.of(names))) {
      throw new InvalidInputException(
          "%s has the columns %s, but %s has %s; files that are read together must have the same columns in the same order"
              .formatted(file, String.join(", ", header), headerFile, String.join(", ", names)));
    }
  }

  /**
   * The row of a record.
   *
   * @throws LineGrammar.MalformedLineException if it does not fit the header
   */
  Row row(CsvRecords record) throws LineGrammar.MalformedLineException {
    if (record.problem() != null) {
      throw new LineGrammar.MalformedLineException(record.problem());
    }
    if (steps == null
        ? record.fields() != names.length
        : !steps.allow(record.fields(), names.length)) {
      throw new LineGrammar.MalformedLineException(
          "expected %s, as in the %s, but found %d"
              .formatted(
                  steps == null ? names.length + " fields" : steps.expected(names.length),
                  hasHeader ? "header" : "first line of " + headerFile,
                  record.fields()));
    }
    try {
      return values(record);
    } catch (CharacterCodingException e) {
      throw new LineGrammar.MalformedLineException(NOT_UTF8);
    }
  }

  private Row values(CsvRecords record)
      throws LineGrammar.MalformedLineException, CharacterCodingException {
    Object[] row = new Object[columns()];
    int filled = 0;
    for (int i = 0; i < names.length; i++) {
      if (step(i)) {
        continue;
      }
      String text = record.field(i);
      if (required[i] && record.missing(i)) {
        throw new LineGrammar.MalformedLineException(
            "%s is empty; fill empty cells or drop their lines%s"
                .formatted(
                    names[i], cells[i] == Cell.NUMBER ? "" : ", or write an empty text as \"\""));
      }
      row[filled++] = record.missing(i) ? null : value(i, text);
    }
    if (steps != null) {
      row[filled] = steps.series(record, names, decimal);
    }
    return RowFactory.create(row);
  }

  private Object value(int column, String text) throws LineGrammar.MalformedLineException {
    return switch (cells[column]) {
      case TEXT -> {
        if (lists[column] && CsvLists.mayBe(text)) {
          throw list(column, text, "text");
        }
        yield text;
      }
      case TOKENS -> {
        if (CsvLists.unmistakable(text) || lists[column] && CsvLists.mayBe(text)) {
          throw list(column, text, "tokens separated by blanks");
        }
        yield tokens(text);
      }
      case NUMBER -> {
        Double number = number(text, decimal);
        if (number == null) {
          throw new LineGrammar.MalformedLineException(
              "%s contains \"%s\"; expected a number%s"
                  .formatted(names[column], text, hint(text, decimal)));
        }
        yield number;
      }
      case FLAG -> {
        if (!text.strip().equalsIgnoreCase("true") && !text.strip().equalsIgnoreCase("false")) {
          throw new LineGrammar.MalformedLineException(
              "%s contains \"%s\"; expected true or false".formatted(names[column], text));
        }
        yield Boolean.parseBoolean(text.strip());
      }
    };
  }

  private LineGrammar.MalformedLineException list(int column, String text, String expected) {
    return new LineGrammar.MalformedLineException(
        "%s contains the list \"%s\"; expected %s; lists can be read from JSON or Parquet"
            .formatted(names[column], text, expected));
  }

  /** A hint for a text that is not a number in this form. */
  static String hint(String text, char decimal) {
    char other = decimal == '.' ? ',' : '.';
    if (GROUPED.matcher(text.strip()).matches()) {
      return " without separators between thousands";
    }
    if (number(text, other) == null) {
      return "";
    }
    boolean comma = other == ',';
    String thousands =
        THOUSANDS.matcher(text.strip()).matches()
            ? ", or leave the separator out if it is between thousands"
            : "";
    return " with a decimal %s; give csvDecimal=%s if the numbers have a decimal %s%s"
        .formatted(comma ? "point" : "comma", other, comma ? "comma" : "point", thousands);
  }

  private static String[] tokens(String text) {
    String stripped = text.strip();
    return stripped.isEmpty() ? new String[0] : WHITE_SPACE.split(stripped);
  }

  /** Whether a text is a number, perhaps with separators between thousands. */
  static boolean resemblesNumber(String text, char decimal) {
    String stripped = text.strip();
    return number(stripped, decimal) != null
        || GROUPED.matcher(stripped).matches()
        || THOUSANDS.matcher(stripped).matches();
  }

  /** The value of a number; null if the text is not a number. */
  static Double number(String text, char decimal) {
    String number = text.strip();
    if (decimal == ',') {
      number = number.replace('.', '_').replace(',', '.');
    }
    return NUMBER.matcher(number).matches() ? Double.valueOf(number) : null;
  }
}
