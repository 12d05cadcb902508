package org.sparkrnn.io;

import java.util.Map;
import org.sparkrnn.data.InvalidInputException;

/**
 * How comma-separated values are written.
 *
 * @param separator between fields, an ASCII character
 * @param decimal the decimal separator, a point or a comma
 * @param header whether the first record of each file names the columns; otherwise they are
 *     column1, column2, ...
 * @param steps the columns that are the steps of a series, {@code first..last}, or {@code first..}
 *     up to the last column; null if there are none
 */
public record CsvOptions(char separator, char decimal, boolean header, String steps) {
  /** Commas between fields, points in numbers, a header. */
  public static final CsvOptions PLAIN = new CsvOptions(',', '.', true, null);

  private static final Map<String, Character> SEPARATORS =
      Map.of("comma", ',', "semicolon", ';', "tab", '\t', "pipe", '|');

  /**
   * Parses the settings of users.
   *
   * @param separator an ASCII character or its name; null means a comma
   * @param decimal null means a point
   * @throws InvalidInputException if the values are not valid
   */
  public static CsvOptions of(String separator, String decimal) {
    char between = ',';
    if (separator != null) {
      Character named = SEPARATORS.get(separator.equals("\\t") ? "tab" : separator);
      boolean sound = separator.length() == 1 && separator.charAt(0) < 128;
      if (named == null && (!sound || "\"\r\n".contains(separator))) {
        throw new InvalidInputException(
            "csvSeparator is \"%s\"; expected one ASCII character, or comma, semicolon, tab or pipe"
                .formatted(separator));
      }
      between = named == null ? separator.charAt(0) : named;
    }
    if (decimal != null && !decimal.equals(".") && !decimal.equals(",")) {
      throw new InvalidInputException("csvDecimal is \"%s\"; expected . or ,".formatted(decimal));
    }
    return new CsvOptions(between, decimal == null ? '.' : decimal.charAt(0), true, null);
  }

  /** The same with another separator. */
  CsvOptions with(char value) {
    return new CsvOptions(value, decimal, header, steps);
  }

  /** The same for files whose first record does not name the columns. */
  public CsvOptions withoutHeader() {
    return new CsvOptions(separator, decimal, false, steps);
  }

  /**
   * The same for rows with whole series, with one column per step.
   *
   * @param value {@code first..last} or {@code first..}
   * @throws InvalidInputException if it is neither
   */
  public CsvOptions withSteps(String value) {
    if (!value.contains("..")) {
      throw new InvalidInputException(
          "csvSteps is \"%s\"; expected the first and the last column of the steps, as in t1..t150, or t1.. if they end with the line"
              .formatted(value));
    }
    return new CsvOptions(separator, decimal, header, value);
  }

  /** A separator as users may write it. */
  static String name(char separator) {
    return SEPARATORS.entrySet().stream()
        .filter(entry -> entry.getValue() == separator)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(String.valueOf(separator));
  }
}
