package org.sparkrnn.data;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Quotes names of columns, and finds the known name that a misspelt one may mean. */
public final class Names {
  private Names() {}

  /** A column's name quoted for Spark's expressions, whatever its characters. */
  public static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  /** The known name nearest in spelling, ignoring case; empty if {@code known} is empty. */
  public static Optional<String> nearest(String name, Collection<String> known) {
    String wanted = name.toLowerCase(Locale.ROOT);
    return known.stream().min(Comparator.comparing(k -> edits(wanted, k.toLowerCase(Locale.ROOT))));
  }

  /**
   * The column that a misspelt name may mean: the nearest in spelling, ignoring case, if at most
   * half of the characters differ. A field such as {@code doc.tokens} is compared by its last part
   * too.
   *
   * @param known columns, and fields such as {@code doc.tokens}
   */
  public static Optional<String> nearestColumn(String name, Collection<String> known) {
    return known.stream()
        .filter(k -> distance(name, k) <= Math.max(1, name.length() / 2))
        .min(Comparator.comparing(k -> distance(name, k)));
  }

  private static int distance(String name, String column) {
    String wanted = name.toLowerCase(Locale.ROOT);
    String found = column.toLowerCase(Locale.ROOT);
    return Math.min(
        edits(wanted, found), edits(wanted, found.substring(found.lastIndexOf('.') + 1)));
  }

  /**
   * The number of characters to insert, remove or replace to turn one text into another
   * (Levenshtein 1966).
   */
  static int edits(String from, String to) {
    int[] found = from.chars().toArray();
    int[] wanted = to.chars().toArray();
    return EditDistance.errors(found, 0, found.length, wanted, 0, wanted.length);
  }
}
