package org.sparkrnn.ml.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The metrics of the model and of its baselines. */
final class Results {
  /** The names of metrics with their descriptions; the main metrics come first. */
  private static final Map<String, String> METRICS = new LinkedHashMap<>();

  static {
    METRICS.put("spanF1", "span F1");
    METRICS.put("accuracy", "accuracy");
    METRICS.put("macroF1", "macro F1");
    METRICS.put("macroRecall", "macro recall");
    METRICS.put("unknownAccuracy", "accuracy on unknown tokens");
    METRICS.put("nll", "negative log-likelihood");
    METRICS.put("microF1", "micro F1");
    METRICS.put("mase", "MASE");
    METRICS.put("smape", "sMAPE");
    METRICS.put("owa", "OWA");
    METRICS.put("rmse", "root mean squared error");
    METRICS.put("mae", "mean absolute error");
    METRICS.put("pinball", "pinball loss");
    METRICS.put("coverage", "coverage of the quantiles");
    METRICS.put("labelErrorRate", "label error rate");
    METRICS.put("characterErrorRate", "character error rate");
    METRICS.put("wordErrorRate", "word error rate");
    METRICS.put("sequenceErrorRate", "sequence error rate");
    METRICS.put("nats", "nats per token");
    METRICS.put("perplexity", "perplexity");
    METRICS.put("bitsPerToken", "bits per token");
    METRICS.put("loss", "loss");
  }

  private static final int BARS = 320;

  private Results() {}

  static boolean has(JsonNode json) {
    return !names(json.path("result")).isEmpty();
  }

  /** The names of the measured metrics, the main one first. */
  static List<String> names(JsonNode result) {
    return METRICS.keySet().stream().filter(name -> result.path(name).isNumber()).toList();
  }

  /** The description of a metric. */
  static String heading(String name) {
    return METRICS.getOrDefault(name, name);
  }

  static void add(Html html, JsonNode json) {
    JsonNode result = json.path("result");
    List<String> names = names(result);
    JsonNode evaluation = json.path("evaluation");
    if (evaluation.has("on")) {
      html.element("p", measuredOn(evaluation));
    }
    Map<String, JsonNode> rows = new LinkedHashMap<>();
    rows.put("this model", result);
    baselines(result).forEach(baseline -> rows.put(baseline.path("name").asText(), baseline));
    List<String> columns = new ArrayList<>(List.of(""));
    names.forEach(name -> columns.add(heading(name) + " "));
    Table table = new Table(html, "The model and its baselines", columns);
    rows.forEach(
        (name, metrics) -> {
          List<String> cells = new ArrayList<>(List.of(name));
          names.forEach(metric -> cells.add(Numbers.text(metrics.path(metric))));
          table.row(cells, metrics == result);
        });
    table.end();
    if (!result.path("targets").isEmpty()) {
      targets(html, result.path("targets"));
    }
    if (rows.size() > 1) {
      bars(html, names.get(0), rows);
    }
    result
        .path("notMeasured")
        .fields()
        .forEachRemaining(
            part ->
                html.element(
                    "p",
                    "Not measured: %s: %s".formatted(part.getKey(), part.getValue().asText()),
                    "class",
                    "warn"));
  }

  private static String measuredOn(JsonNode evaluation) {
    StringBuilder text =
        new StringBuilder(
            "Measured on %s: %s sequences, %s steps"
                .formatted(
                    evaluation.path("on").asText(),
                    Numbers.text(evaluation.path("sequences")),
                    Numbers.text(evaluation.path("steps"))));
    if (evaluation.path("longest").asLong() > 0) {
      text.append(", the longest of ").append(Numbers.text(evaluation.path("longest")));
    }
    text.append('.');
    if (evaluation.has("unknownTokens")) {
      text.append(
          evaluation.path("unknownTokens").asDouble() > 0
              ? " The model does not know %s of the tokens."
                  .formatted(share(evaluation, "unknownTokens"))
              : " The model knows all of the tokens.");
    }
    if (evaluation.path("unknownLabels").asDouble() > 0) {
      text.append(
          " It was not trained on %s of the labels.".formatted(share(evaluation, "unknownLabels")));
    }
    return text.toString();
  }

  private static String share(JsonNode evaluation, String name) {
    return Numbers.percent(evaluation.path(name).asDouble());
  }

  /** Adds the metrics of each target, if there are several. */
  private static void targets(Html html, JsonNode targets) {
    List<String> names =
        METRICS.keySet().stream()
            .filter(
                name ->
                    StreamSupport.stream(targets.spliterator(), false)
                        .anyMatch(target -> target.path(name).isNumber()))
            .toList();
    List<String> columns = new ArrayList<>(List.of(""));
    names.forEach(name -> columns.add(heading(name) + " "));
    Table table = new Table(html, "Each target", columns);
    targets
        .fields()
        .forEachRemaining(
            target -> {
              List<String> cells = new ArrayList<>(List.of(target.getKey()));
              names.forEach(name -> cells.add(Numbers.text(target.getValue().path(name))));
              table.row(cells, false);
            });
    table.end();
  }

  private static List<JsonNode> baselines(JsonNode result) {
    List<JsonNode> all = new ArrayList<>();
    result.path("baselines").forEach(all::add);
    if (all.isEmpty() && result.has("baseline")) {
      all.add(result.path("baseline"));
    }
    return all;
  }

  /** Draws the main metric as bars from 0. */
  private static void bars(Html html, String metric, Map<String, JsonNode> rows) {
    double most = 0;
    for (JsonNode row : rows.values()) {
      most = Math.max(most, row.path(metric).asDouble(0));
    }
    if (!(most > 0)) {
      return;
    }
    int height = 34 * rows.size();
    html.open("figure").element("figcaption", heading(metric));
    html.open(
        "svg",
        "viewBox",
        "0 0 440 " + height,
        "role",
        "img",
        "aria-label",
        heading(metric) + " of the model and its baselines, as in the table above");
    int y = 0;
    for (Map.Entry<String, JsonNode> row : rows.entrySet()) {
      double value = row.getValue().path(metric).asDouble(0);
      html.element("text", row.getKey(), "x", "0", "y", String.valueOf(y + 12));
      html.empty(
          "rect",
          "class",
          y == 0 ? "b0" : "b1",
          "x",
          "0",
          "y",
          String.valueOf(y + 16),
          "height",
          "10",
          "width",
          Numbers.point(Math.max(1, BARS * value / most)));
      html.element(
          "text",
          Numbers.text(row.getValue().path(metric)),
          "x",
          Numbers.point(BARS * value / most + 8),
          "y",
          String.valueOf(y + 25));
      y += 34;
    }
    html.close().close();
  }
}
