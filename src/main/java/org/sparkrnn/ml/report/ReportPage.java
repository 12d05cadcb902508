package org.sparkrnn.ml.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The page of one model. */
public final class ReportPage {
  private static final int MOST_BYTES = 1_000_000;
  private static final int LEAST = 5; // smallest number of entries of a shortened list

  private final ObjectNode json;

  /**
   * @param json the JSON from ModelReport; missing parts are left out
   */
  public ReportPage(ObjectNode json) {
    this.json = json;
  }

  /** The whole page, smaller than a megabyte for any model. */
  public String html() {
    String html = whole();
    if (html.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES) {
      return html;
    }
    for (int most = 400; most >= LEAST; most /= 3) {
      html = new ReportPage(Shortened.of(json, most)).whole();
      if (html.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES) {
        break;
      }
    }
    return html;
  }

  private String whole() {
    JsonNode evaluation = json.path("evaluation");
    return new Page("Report of " + json.path("name").asText())
        .section(json.has("epochs"), "Training", html -> CurveSection.add(html, json))
        .section(Results.has(json), "Model and baselines", html -> Results.add(html, json))
        .section(
            evaluation.has("confusion"),
            "Confusion matrix",
            html -> LabelSection.addConfusions(html, evaluation))
        .section(
            !evaluation.path("labels").isEmpty(),
            "Figures per label",
            html -> LabelSection.addLabels(html, evaluation))
        .section(
            !evaluation.path("lengths").isEmpty(),
            "Figures per length",
            html -> ExampleSection.addLengths(html, evaluation))
        .section(
            !evaluation.path("series").isEmpty(),
            "Predictions and actual values",
            html -> ExampleSection.addSeries(html, evaluation.path("series")))
        .section(
            !evaluation.path("worst").isEmpty() || !evaluation.path("uncertain").isEmpty(),
            "Examples",
            html -> ExampleSection.addQuoted(html, evaluation))
        .section(StepSection.has(json), "Where the time goes", html -> StepSection.add(html, json))
        .section(
            !json.path("gradientFlow").isEmpty(),
            "How far back gradients reach",
            html -> CurveSection.addFlow(html, json.path("gradientFlow")))
        .section(json.has("search"), "Search", html -> SearchSection.add(html, json.path("search")))
        .section(
            !json.path("settings").isEmpty(), "Settings", html -> SettingsSection.add(html, json))
        .html(this::head, html -> ReportData.add(html, json));
  }

  private void head(Html html) {
    html.element(
        "p",
        "%s%s%s"
            .formatted(
                json.path("class").asText(),
                json.has("task") ? ", task " + json.path("task").asText() : "",
                json.has("created") ? ", written " + json.path("created").asText() : ""),
        "class",
        "soft");
    html.open("dl", "class", "tiles");
    JsonNode data = json.path("data");
    tile(html, "training sequences", data.path("sequences"));
    tile(html, "steps per epoch", data.path("steps"));
    if (data.path("sequences").asLong() > 0) {
      double mean = data.path("steps").asDouble() / data.path("sequences").asDouble();
      tile(html, "mean length", Numbers.text(Math.round(mean * 10) / 10.0));
    }
    tile(html, "longest sequence", data.path("longest"));
    tile(html, "labels", data.path("labels"));
    tile(html, "known tokens", data.path("vocabulary"));
    tile(html, "unknown tokens", data.path("unknownTokens"));
    tile(html, "parameters", json.path("parameters"));
    if (data.path("droppedRows").asLong() > 0) {
      tile(html, "malformed rows left out", data.path("droppedRows"));
    }
    if (json.has("seconds")) {
      tile(html, "training time", Numbers.duration(json.path("seconds").asDouble()));
    }
    html.close();
    warnings().forEach(warning -> html.element("p", sentence(warning), "class", "warn"));
  }

  /** Makes a sentence of a job's message, which begins with a small letter and has no full stop. */
  static String sentence(String text) {
    return text.isEmpty() || text.endsWith(".")
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + ".";
  }

  private static void tile(Html html, String name, JsonNode value) {
    if (value.isNumber()) {
      tile(html, name, Numbers.text(value));
    }
  }

  private static void tile(Html html, String name, String value) {
    html.open("div").element("dt", name).element("dd", value).close();
  }

  private List<String> warnings() {
    Set<String> warnings = new LinkedHashSet<>();
    json.path("warnings").forEach(warning -> warnings.add(warning.asText()));
    json.path("result").path("warnings").forEach(warning -> warnings.add(warning.asText()));
    return new ArrayList<>(warnings);
  }
}
