package org.sparkrnn.ml.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The trials of a search for settings. */
final class SearchSection {
  private SearchSection() {}

  static void add(Html html, JsonNode search) {
    html.element("p", search.path("reason").asText());
    TreeSet<String> names = new TreeSet<>();
    for (JsonNode trial : search.path("trials")) {
      trial.path("settings").fieldNames().forEachRemaining(names::add);
    }
    new ParallelPlot(search, List.copyOf(names)).draw(html);
    List<String> columns = new ArrayList<>(List.of("trial", "epochs "));
    columns.add(search.path("metric").asText() + " ");
    columns.add("seconds ");
    columns.addAll(names);
    int shown = search.path("trials").size();
    int count = search.path("count").asInt(shown);
    Table table =
        new Table(
            html,
            count > shown
                ? "The first %,d of %,d trainings, those of the most epochs first"
                    .formatted(shown, count)
                : "All %,d trainings, those of the most epochs first".formatted(shown),
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
