package org.sparkrnn.train.checkpoint;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The differences between two configurations when interrupted work is continued. */
public final class Differences {
  private Differences() {}

  /**
   * Sentences such as {@code batchSize was 8 and is now 16}.
   *
   * @param then readable values by name, as the work began
   * @param now those of the continued work
   */
  public static List<String> between(Map<String, String> then, Map<String, String> now) {
    Set<String> names = new LinkedHashSet<>(now.keySet());
    names.addAll(then.keySet());
    List<String> differences = new ArrayList<>();
    for (String name : names) {
      String was = then.getOrDefault(name, "unset");
      String is = now.getOrDefault(name, "unset");
      if (!was.equals(is)) {
        differences.add("%s was %s and is now %s".formatted(name, was, is));
      }
    }
    return differences;
  }
}
