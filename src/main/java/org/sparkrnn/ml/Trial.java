package org.sparkrnn.ml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One training of a search, or one in each fold, and what it gave.
 *
 * @param index of its settings; 0 is the estimator as it was given
 * @param rung from 0: how often the settings went on to more epochs before
 * @param maxEpochs that it was trained for, at most
 * @param settings the Params that it set, by name
 * @param metrics of the validation part, by name; of folds their means; empty if it failed
 * @param folds the metrics of each fold; empty where there is one validation part, or if it failed
 * @param seconds that it took
 * @param error why it failed, or null
 */
public record Trial(
    int index,
    int rung,
    int maxEpochs,
    Map<String, Object> settings,
    Map<String, Double> metrics,
    List<Map<String, Double>> folds,
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
    put(json.putObject("metrics"), metrics);
    if (!folds.isEmpty()) {
      ArrayNode each = json.putArray("folds");
      folds.forEach(fold -> put(each.addObject(), fold));
    }
    json.put("seconds", seconds);
    if (error != null) {
      json.put("error", error);
    }
    return json;
  }

  private static void put(ObjectNode json, Map<String, Double> metrics) {
    metrics.forEach((name, value) -> json.put(name, Double.isFinite(value) ? value : null));
  }

  /** What {@link #json} gave, of settings that are known. */
  static Trial of(ObjectNode json, Map<String, Object> settings) {
    List<Map<String, Double>> folds = new ArrayList<>();
    json.path("folds").forEach(fold -> folds.add(metrics(fold)));
    return new Trial(
        json.path("trial").asInt(),
        json.path("rung").asInt(),
        json.path("maxEpochs").asInt(),
        settings,
        metrics(json.path("metrics")),
        folds,
        json.path("seconds").asDouble(),
        json.has("error") ? json.path("error").asText() : null);
  }

  private static Map<String, Double> metrics(JsonNode json) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    json.fields()
        .forEachRemaining(
            metric -> metrics.put(metric.getKey(), metric.getValue().asDouble(Double.NaN)));
    return metrics;
  }
}
