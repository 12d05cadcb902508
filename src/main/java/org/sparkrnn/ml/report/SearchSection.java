package org.sparkrnn.ml.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The trials of a search for settings. */
final class SearchSection {
  private SearchSection() {}

  /** Whether all values of a setting are numbers. */
  private static boolean ofNumbers(JsonNode search, String name) {
    for (JsonNode trial : search.path("trials")) {
      if (!Table.isNumber(trial.path("settings").path(name).asText(""))) {
        return false;
      }
    }
    return true;
  }

  static void add(Html html, JsonNode search) {
    html.element("p", ReportPage.sentence(search.path("reason").asText()));
    html.element(
        "p",
        "%s %s is better."
            .formatted(
                search.path("lowerIsBetter").asBoolean() ? "A lower" : "A higher",
                Results.heading(search.path("metric").asText())));
    TreeSet<String> names = new TreeSet<>();
    for (JsonNode trial : search.path("trials")) {
      trial.path("settings").fieldNames().forEachRemaining(names::add);
    }
    new ParallelPlot(search, List.copyOf(names)).draw(html);
    List<String> columns = new ArrayList<>(List.of("trial", "epochs "));
    columns.add(search.path("metric").asText() + " ");
    columns.add("seconds ");
    for (String name : names) {
      columns.add(ofNumbers(search, name) ? name + " " : name);
    }
    int shown = search.path("trials").size();
    int count = search.path("count").asInt(shown);
    Table table =
        new Table(
            html,
            count > shown
                ? "The first %,d of %,d trainings, sorted by falling number of epochs"
                    .formatted(shown, count)
                : "All %,d trainings, sorted by falling number of epochs".formatted(shown),
            columns);
    for (JsonNode trial : search.path("trials")) {
      List<String> cells = new ArrayList<>();
      cells.add(
          trial.path("trial").asText() + (trial.path("settings").isEmpty() ? ", as given" : ""));
      cells.add(Numbers.text(trial.path("epochs")));
      cells.add(
          trial.has("error")
              ? "failed: " + trial.path("error").asText()
              : Numbers.text(trial.path("value")));
      cells.add(Numbers.text(trial.path("seconds")));
      for (String name : names) {
        cells.add(trial.path("settings").path(name).asText(""));
      }
      table.row(cells, false);
    }
    table.end();
  }
}
