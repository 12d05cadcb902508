package org.sparkrnn.ml.save;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sparkrnn.data.InvalidInputException;

/**
 * The Params of earlier versions that this version does not have. Files with such a Param are read
 * if it had no influence on the network, or only one that the saved weights include.
 */
public final class DeletedParams {
  /**
   * The values without influence by the name of the Param; empty if no value has influence on
   * reading.
   */
  private static final Map<String, Set<String>> WITHOUT_INFLUENCE =
      Map.of(
          "directOrder", Set.of("0"),
          "directSize", Set.of(),
          "directDropout", Set.of(),
          "languageModelWeight", Set.of("0", "0.0"),
          "ngramWeight", Set.of(), // its effect is included in the weights
          "priorCorrection", Set.of()); // the same

  /** What a class with this beginning of its name has: another Param of the same name. */
  private static final Map<String, String> NEW = Map.of("ngramWeight", "SequenceTranscriber");

  private DeletedParams() {}

  /**
   * Whether this is a value of a deleted Param, which can be ignored.
   *
   * @param where the saved object, for the message
   * @throws InvalidInputException if it had influence on the network
   */
  public static boolean passedOver(String name, String value, String where) {
    Set<String> values = WITHOUT_INFLUENCE.get(name);
    if (values == null) {
      return false;
    }
    if (!values.isEmpty() && !values.contains(value)) {
      throw new InvalidInputException(
          "%s was made with %s=%s, a Param that this version of spark-rnn no longer has; use the version that made it, or train again without the Param"
              .formatted(where, name, value));
    }
    return true;
  }

  /**
   * Removes these Params from metadata that Spark ML wrote.
   *
   * @param where the saved object, for the message
   * @throws InvalidInputException if one of them had influence on the network
   */
  public static void remove(JsonNode metadata, String where) {
    String type = metadata.path("class").asText().replaceAll(".*\\.", "");
    for (String group : List.of("paramMap", "defaultParamMap")) {
      if (!(metadata.path(group) instanceof ObjectNode params)) {
        continue;
      }
      for (String name : WITHOUT_INFLUENCE.keySet()) {
        boolean another = NEW.containsKey(name) && type.startsWith(NEW.get(name));
        JsonNode value = another ? null : params.remove(name);
        if (value != null) {
          passedOver(name, value.asText(), where);
        }
      }
    }
  }
}
