package org.sparkrnn.ml;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One training of a search, and what it gave.
 *
 * @param index of its settings; 0 is the estimator as it was given
 * @param rung from 0: how often the settings went on to more epochs before
 * @param maxEpochs that it was trained for, at most
 * @param settings the Params that it set, by name
 * @param metrics of the validation part, by name; empty if it failed
 * @param seconds that it took
 * @param error why it failed, or null
 */
public record Trial(
    int index,
    int rung,
    int maxEpochs,
    Map<String, Object> settings,
    Map<String, Double> metrics,
    double seconds,
    String error) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** A metric; NaN if there is none of that name. */
  public double metric(String name) {
    return metrics.getOrDefault(name, Double.NaN);
  }

  /** As a line of trials.jsonl has it. */
  public ObjectNode json() {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("trial", index).put("rung", rung).put("maxEpochs", maxEpochs);
    json.putPOJO("settings", settings);
    ObjectNode measured = json.putObject("metrics");
    metrics.forEach((name, value) -> measured.put(name, Double.isFinite(value) ? value : null));
    json.put("seconds", seconds);
    if (error != null) {
      json.put("error", error);
    }
    return json;
  }

  /** What {@link #json} gave, of settings that are known. */
  static Trial of(ObjectNode json, Map<String, Object> settings) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    json.path("metrics")
        .fields()
        .forEachRemaining(
            metric -> metrics.put(metric.getKey(), metric.getValue().asDouble(Double.NaN)));
    return new Trial(
        json.path("trial").asInt(),
        json.path("rung").asInt(),
        json.path("maxEpochs").asInt(),
        settings,
        metrics,
        json.path("seconds").asDouble(),
        json.has("error") ? json.path("error").asText() : null);
  }
}
