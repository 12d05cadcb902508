package org.sparkrnn.data;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Suggests what a user may have meant by a name that does not exist. */
public final class Names {
  private Names() {}

  /** The known name nearest in spelling, case aside; empty if none is known. */
  public static Optional<String> nearest(String name, Collection<String> known) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    String wanted = name.toLowerCase(Locale.ROOT);
    return known.stream()
        .min(Comparator.comparing(k -> distance.apply(wanted, k.toLowerCase(Locale.ROOT))));
  }
}
