package org.sparkrnn.baseline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sparkrnn.data.InvalidInputException;

/** Counts as lines of text, each with the fields of a key and its count. */
public final class CountLines {
  private CountLines() {}

  /** Writes counts as lines, sorted by key. */
  public static List<String> of(Map<String, Long> counts) {
    List<String> lines = new ArrayList<>(counts.size());
    new TreeMap<>(counts).forEach((key, count) -> lines.add(Fields.join(key, "" + count)));
    return lines;
  }

  /**
   * Reads counts from {@link #of}.
   *
   * @throws InvalidInputException if a line does not end with a count
   */
  public static Map<String, Long> counts(List<String> lines) {
    Map<String, Long> counts = new HashMap<>(2 * lines.size());
    for (String line : lines) {
      int tab = line.lastIndexOf('\t');
      String count = line.substring(tab + 1);
      if (tab < 0
          || !Fields.isCount(count)
          || Long.parseLong(count) == 0
          || counts.put(line.substring(0, tab), Long.parseLong(count)) != null) {
        throw new InvalidInputException(
            "line \"%s\"; expected fields and a count of at least 1, and no line twice"
                .formatted(line));
      }
    }
    return counts;
  }
}
