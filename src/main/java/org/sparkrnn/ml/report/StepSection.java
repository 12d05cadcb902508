package org.sparkrnn.ml.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The time of the parts of a training step. */
final class StepSection {
  private static final Map<String, String> PARTS =
      Map.of(
          "compute", "forward and backward passes, mean over tasks",
          "wait", "waiting for the slowest task",
          "broadcast", "sending the weights to the tasks",
          "aggregate", "scheduling tasks, fetching weights, returning and summing gradients",
          "update", "the optimizer on the driver");

  private static final List<String> ORDER =
      List.of("compute", "wait", "broadcast", "aggregate", "update");

  private StepSection() {}

  static boolean has(JsonNode json) {
    return total(json) > 0;
  }

  private static double total(JsonNode json) {
    double total = 0;
    for (String part : ORDER) {
      total += ms(json, part);
    }
    return total;
  }

  /** The mean time per step, as the job measured it, or from the epochs if there was no job. */
  static double ms(JsonNode json, String part) {
    JsonNode measured = json.path("result").path("stepMs").path(part);
    if (measured.isNumber()) {
      return measured.asDouble();
    }
    return Arrays.stream(CurveSection.numbers(json.path("epochs").path("stepMs/" + part)))
        .filter(Double::isFinite)
        .average()
        .orElse(0);
  }

  static void add(Html html, JsonNode json) {
    double total = total(json);
    html.element("p", "A step takes %s ms on average.".formatted(Numbers.text(round(total))));
    html.open("figure");
    html.open(
        "svg",
        "viewBox",
        "0 0 440 26",
        "role",
        "img",
        "aria-label",
        "The parts of a step as shares of its time, as in the table below");
    double x = 0;
    for (int i = 0; i < ORDER.size(); i++) {
      double width = 440 * ms(json, ORDER.get(i)) / total;
      if (width >= 0.05) {
        html.empty(
            "rect",
            "class",
            "b" + i,
            "x",
            Numbers.point(x),
            "y",
            "0",
            "height",
            "26",
            "width",
            Numbers.point(width));
      }
      x += width;
    }
    html.close().open("p", "class", "legend");
    for (int i = 0; i < ORDER.size(); i++) {
      html.open("span");
      html.open("svg", "class", "key", "viewBox", "0 0 26 10", "aria-hidden", "true");
      html.empty("rect", "class", "b" + i, "width", "26", "height", "10").close();
      html.text(ORDER.get(i)).close();
    }
    html.close().close();
    Table table =
        new Table(html, "The parts of a step", List.of("", "ms ", "share ", "description"));
    for (String part : ORDER) {
      double ms = ms(json, part);
      table.row(part, Numbers.text(round(ms)), Numbers.percent(ms / total), PARTS.get(part));
    }
    table.end();
    if (json.has("hint")) {
      html.element("p", json.path("hint").asText(), "class", "warn");
    }
    if (json.has("forecast")) {
      ForecastSection.add(html, json.path("forecast"), total);
    }
  }

  private static double round(double ms) {
    return Math.rint(ms * 1000) / 1000;
  }
}
