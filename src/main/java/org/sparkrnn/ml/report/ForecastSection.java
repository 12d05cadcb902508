package org.sparkrnn.ml.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the cost model says about a step on this cluster and on others. */
final class ForecastSection {
  private static final List<String> PARTS =
      List.of("arithmetic", "job", "weights", "gradients", "update", "step");

  private ForecastSection() {}

  /**
   * @param actual mean milliseconds of the steps of the whole training
   */
  static void add(Html html, JsonNode forecast, double actual) {
    JsonNode steps = forecast.path("steps");
    html.element("h3", "On other clusters");
    html.element(
        "p",
        "After its steps %d to %d, the cost model predicted %s ms per step of this training; a step took %s ms on average. One such executor without Spark would take %s ms, and the speed-up compares with that."
            .formatted(
                forecast.path("firstStep").asInt(),
                forecast.path("lastStep").asInt(),
                ms(steps.path(0).path("step").asDouble()),
                ms(actual),
                ms(forecast.path("alone").asDouble())));
    List<String> columns = new ArrayList<>(List.of("executors"));
    PARTS.forEach(part -> columns.add(part + " "));
    columns.add("speed-up ");
    Table table = new Table(html, "Predicted milliseconds of a step", columns);
    for (JsonNode step : steps) {
      List<String> cells = new ArrayList<>(List.of(step.path("executors").asText()));
      PARTS.forEach(part -> cells.add(ms(step.path(part).asDouble())));
      cells.add(String.format(Locale.ROOT, "%.2f", step.path("speedUp").asDouble()));
      table.row(cells, step == steps.path(0));
    }
    table.end();
  }

  private static String ms(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
