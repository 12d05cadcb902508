package org.sparkrnn.io;

import java.util.Map;
import org.sparkrnn.data.InvalidInputException;

/**
 * How comma-separated values are written.
 *
 * @param separator between fields, an ASCII character
 * @param decimal the mark before a number's fraction, a point or a comma
 */
public record CsvOptions(char separator, char decimal) {
  /** Commas between fields, points in numbers. */
  public static final CsvOptions PLAIN = new CsvOptions(',', '.');

  private static final Map<String, Character> SEPARATORS =
      Map.of("comma", ',', "semicolon", ';', "tab", '\t', "pipe", '|');

  /**
   * Reads what users write.
   *
   * @param separator an ASCII character or its name; null for a comma
   * @param decimal null for a point
   * @throws InvalidInputException if they are something else
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
    return new CsvOptions(between, decimal == null ? '.' : decimal.charAt(0));
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
