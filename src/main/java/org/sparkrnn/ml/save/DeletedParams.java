package org.sparkrnn.ml.save;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sparkrnn.data.InvalidInputException;

/**
 * The Params that earlier versions had and this one has not. What was saved with one of them is
 * read where it had no influence on the network, or none that the saved weights do not hold.
 */
public final class DeletedParams {
  /**
   * By name, the values with which a Param had no influence; none if it never has any on reading.
   */
  private static final Map<String, Set<String>> WITHOUT_INFLUENCE =
      Map.of(
          "directOrder", Set.of("0"),
          "directSize", Set.of(),
          "directDropout", Set.of(),
          "languageModelWeight", Set.of("0", "0.0"),
          "ngramWeight", Set.of(), // what it added stands in the weights
          "priorCorrection", Set.of()); // this too

  /** What a class with this beginning of its name has: another Param of the same name. */
  private static final Map<String, String> NEW = Map.of("ngramWeight", "SequenceTranscriber");

  private DeletedParams() {}

  /**
   * Whether this is the value of a deleted Param, so that it can be passed over.
   *
   * @param where what was saved with it, for the message
   * @throws InvalidInputException if it shaped the network
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
   * Takes the Params out of metadata that Spark ML wrote.
   *
   * @param where what the metadata is of, for the message
   * @throws InvalidInputException if one of them shaped the network
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
