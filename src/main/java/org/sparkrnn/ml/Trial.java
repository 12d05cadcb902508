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
 * One training of a search, or one training per fold, and its result.
 *
 * @param index the number of its settings; 0 is the estimator as it was given
 * @param rung how often the settings were continued with more epochs before, from 0
 * @param maxEpochs the largest number of epochs of the training
 * @param settings the Params that it set, by name
 * @param metrics metrics on the validation part by name; with folds, the means over the folds;
 *     empty if it failed
 * @param folds the metrics of each fold; empty if there is only one validation part, or if it
 *     failed
 * @param seconds the duration
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

  /** The trial as JSON, as in a line of trials.jsonl. */
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

  /** Reads the result of {@link #json}; the settings are given. */
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
