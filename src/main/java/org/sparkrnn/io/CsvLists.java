package org.sparkrnn.io;

import java.util.regex.Pattern;

/**
 * Recognizes cells with a list as programs print it. Split at blanks, {@code [ka, dax]} would be
 * the tokens {@code [ka,} and {@code dax]}.
 */
final class CsvLists {
  private static final Pattern QUOTED =
      Pattern.compile("(?s)\\s*[\\[({]\\s*(['\"]).*\\1,?\\s*[\\])}]\\s*");

  /** Elements without blanks, each directly followed by a comma: [ka, dax], {ka,dax}. */
  private static final Pattern WORDS =
      Pattern.compile(
          "\\s*(\\[[^\\s,\\[\\]]+(,\\s*[^\\s,\\[\\]]+)+\\]|\\{[^\\s,{}]+(,\\s*[^\\s,{}]+)+\\})\\s*");

  private static final String NUMBER = "[+-]?[0-9]*\\.?[0-9]+\\.?([eE][+-]?[0-9]+)?";

  /** Numbers separated by commas or, as in NumPy, by blanks: [0.5, 1.5], [1 2], (1, 2). */
  private static final Pattern NUMBERS =
      Pattern.compile(
          "\\s*(\\[|\\()\\s*%s(\\s*,\\s*%1$s|\\s+%1$s)+\\s*(\\]|\\))\\s*".formatted(NUMBER));

  /** An empty list, or a list with one element; a token such as [UNK] matches too. */
  private static final Pattern SHORT =
      Pattern.compile("\\s*(\\[[^\\s\\[\\]]*\\]|\\{[^\\s{}]*\\})\\s*");

  private CsvLists() {}

  /** Whether a cell is clearly a list. */
  static boolean unmistakable(String cell) {
    return QUOTED.matcher(cell).matches()
        || WORDS.matcher(cell).matches()
        || NUMBERS.matcher(cell).matches();
  }

  /** Whether a cell is a list if others of its column are. */
  static boolean mayBe(String cell) {
    return unmistakable(cell) || SHORT.matcher(cell).matches();
  }
}
