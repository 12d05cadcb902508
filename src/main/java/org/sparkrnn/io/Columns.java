package org.sparkrnn.io;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Names;

/** Finds columns by name; messages list the existing columns if there is none. */
final class Columns {
  private static final int LISTED = 40; // number of columns in a message

  private Columns() {}

  static int indexOf(String[] columns, String name) {
    return Arrays.asList(columns).indexOf(name);
  }

  /**
   * Checks that a column exists in exactly this spelling.
   *
   * @param where the data that should have it, for the message
   * @param param the parameter that named it, for the message
   */
  static void require(String where, String param, String name, String[] columns) {
    if (indexOf(columns, name) < 0) {
      throw missing(where, param, name, columns);
    }
  }

  static InvalidInputException missing(String where, String param, String name, String[] columns) {
    return missing(where, param, name, columns, List.of(columns));
  }

  /**
   * @param free columns, and fields such as {@code doc.tokens}, that the name may mean, without
   *     those that have another use
   */
  static InvalidInputException missing(
      String where, String param, String name, String[] columns, Collection<String> free) {
    String hint =
        Names.nearestColumn(name, free)
            .map(nearest -> "; did you mean " + param + "=" + nearest + "?")
            .orElse("");
    return new InvalidInputException(
        "%s=%s: %s has no column of that name; its columns are %s%s"
            .formatted(param, name, where, listed(List.of(columns)), hint));
  }

  /** Lists names for a message; if there are very many, only the first ones. */
  static String listed(List<String> columns) {
    return columns.size() <= LISTED
        ? String.join(", ", columns)
        : "%s, ... and %s (%d columns)"
            .formatted(
                String.join(", ", columns.subList(0, LISTED / 2)),
                columns.get(columns.size() - 1),
                columns.size());
  }

  /**
   * A name that two columns share, or null; if {@code cased} is false, names that differ only in
   * case are the same, as in Spark.
   */
  static String twice(List<String> columns, boolean cased) {
    Map<String, String> seen = new HashMap<>();
    for (String column : columns) {
      String before = seen.putIfAbsent(cased ? column : column.toLowerCase(Locale.ROOT), column);
      if (before != null) {
        return before.equals(column) ? column : before + " and " + column + " (case aside)";
      }
    }
    return null;
  }
}
