package org.sparkrnn.data;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** What is done with the names of columns, keys and choices as users write them. */
public final class Names {
  private Names() {}

  /** A column's name as Spark's expressions take it, whatever characters are in it. */
  public static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  /** The known name nearest in spelling, case aside; empty if none is known. */
  public static Optional<String> nearest(String name, Collection<String> known) {
    String wanted = name.toLowerCase(Locale.ROOT);
    return known.stream().min(Comparator.comparing(k -> edits(wanted, k.toLowerCase(Locale.ROOT))));
  }

  /**
   * The column that a misspelt name may mean: the nearest in spelling, case aside, if at most half
   * of the characters are others; {@code doc.tokens} may be meant by {@code tokens} too.
   *
   * @param known columns, and fields as {@code doc.tokens}, that could be meant
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
   * How many characters have to be inserted, removed or replaced to make one text of another
   * (Levenshtein 1966).
   */
  static int edits(String from, String to) {
    int[] found = from.chars().toArray();
    int[] wanted = to.chars().toArray();
    return EditDistance.errors(found, 0, found.length, wanted, 0, wanted.length);
  }
}
