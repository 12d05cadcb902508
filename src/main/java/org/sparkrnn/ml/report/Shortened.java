package org.sparkrnn.ml.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Shortens long lists of a report whose page would be too large to send by mail. */
final class Shortened {
  private static final List<String> LISTS =
      List.of("labels", "spans", "worst", "uncertain", "further", "trials", "warnings");

  private Shortened() {}

  /**
   * A copy with at most {@code most} entries per list. The confusion matrix, which has its own
   * limit, is not changed.
   */
  static ObjectNode of(ObjectNode json, int most) {
    ObjectNode copy = json.deepCopy();
    shorten(copy, most);
    for (String part : List.of("evaluation", "search", "result")) {
      shorten(copy.path(part), most);
    }
    copy.path("evaluation").path("further").forEach(target -> shorten(target, most));
    return copy;
  }

  private static void shorten(JsonNode of, int most) {
    for (String name : LISTS) {
      if (of.path(name) instanceof ArrayNode list) {
        while (list.size() > most) {
          list.remove(list.size() - 1);
        }
      }
    }
  }
}
