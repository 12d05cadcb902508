package org.sparkrnn.data;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** What is done with the names of columns, keys and choices as users write them. */
public final class Names {
  private Names() {}

  /** A column's name as Spark's expressions take it, whatever characters are in it. */
  public static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  /** The known name nearest in spelling, case aside; empty if none is known. */
  public static Optional<String> nearest(String name, Collection<String> known) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    String wanted = name.toLowerCase(Locale.ROOT);
    return known.stream()
        .min(Comparator.comparing(k -> distance.apply(wanted, k.toLowerCase(Locale.ROOT))));
  }
}
