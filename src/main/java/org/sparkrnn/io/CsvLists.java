package org.sparkrnn.io;

import java.util.regex.Pattern;

/**
 * Cells that hold a list as programs print it. Split at blanks, {@code [ka, dax]} would be the
 * tokens {@code [ka,} and {@code dax]}.
 */
final class CsvLists {
  private static final Pattern QUOTED =
      Pattern.compile("(?s)\\s*[\\[({]\\s*(['\"]).*\\1,?\\s*[\\])}]\\s*");

  /** Elements without blanks in them, a comma right behind each: [ka, dax], {ka,dax}. */
  private static final Pattern WORDS =
      Pattern.compile(
          "\\s*(\\[[^\\s,\\[\\]]+(,\\s*[^\\s,\\[\\]]+)+\\]|\\{[^\\s,{}]+(,\\s*[^\\s,{}]+)+\\})\\s*");

  private static final String NUMBER = "[+-]?[0-9]*\\.?[0-9]+\\.?([eE][+-]?[0-9]+)?";

  /** Numbers with commas or, as NumPy prints them, blanks between: [0.5, 1.5], [1 2], (1, 2). */
  private static final Pattern NUMBERS =
      Pattern.compile(
          "\\s*(\\[|\\()\\s*%s(\\s*,\\s*%1$s|\\s+%1$s)+\\s*(\\]|\\))\\s*".formatted(NUMBER));

  /** An empty list, or one with an element. A token as [UNK] is one too. */
  private static final Pattern SHORT =
      Pattern.compile("\\s*(\\[[^\\s\\[\\]]*\\]|\\{[^\\s{}]*\\})\\s*");

  private CsvLists() {}

  /** Whether a cell can hardly be anything but a list. */
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
