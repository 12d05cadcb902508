package org.sparkrnn.io;

import java.util.Map;
import java.util.Set;
import org.sparkrnn.data.InvalidInputException;

/**
 * How comma-separated values are written, and which columns hold numbers. All others are text as it
 * is written: a file cannot say whether 01 is a number, its use can.
 *
 * @param separator between fields, an ASCII character
 * @param decimal the mark before a number's fraction, a point or a comma
 * @param numbers columns of numbers, where they are there
 * @param numbersOrText columns that the first row decides on: numbers if it has one
 * @param flags columns of true and false, where they are there
 */
public record CsvOptions(
    char separator,
    char decimal,
    Set<String> numbers,
    Set<String> numbersOrText,
    Set<String> flags) {
  /** Commas between fields, points in numbers, and no columns of numbers. */
  public static final CsvOptions PLAIN = new CsvOptions(',', '.', Set.of(), Set.of(), Set.of());

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
    return new CsvOptions(
        between, decimal == null ? '.' : decimal.charAt(0), Set.of(), Set.of(), Set.of());
  }

  /** The same for these columns. */
  public CsvOptions with(Set<String> numbers, Set<String> numbersOrText, Set<String> flags) {
    return new CsvOptions(separator, decimal, numbers, numbersOrText, flags);
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
