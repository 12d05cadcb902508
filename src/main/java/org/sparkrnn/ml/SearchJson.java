package org.sparkrnn.ml;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** The trials of a search as a report has them, as JSON of a bounded size. */
final class SearchJson {
  private static final int MOST_TRIALS = 200;

  private SearchJson() {}

  /** Trainings of the most epochs come first, then the best. */
  static ObjectNode of(String metric, boolean lowerIsBetter, TuningResult<?, ?> found) {
    ObjectNode search = JsonNodeFactory.instance.objectNode().put("metric", metric);
    search.put("lowerIsBetter", lowerIsBetter).put("reason", found.reason());
    search.put("count", found.trials().size()).put("best", found.best().index());
    putSettings(search.putObject("given"), found.given());
    ArrayNode rows = search.putArray("trials");
    Comparator<Trial> rising = Comparator.comparingDouble(trial -> trial.metric(metric));
    found.trials().stream()
        .sorted(
            Comparator.comparing((Trial trial) -> trial.error() != null)
                .thenComparing(Comparator.comparingInt(Trial::rung).reversed())
                .thenComparing(lowerIsBetter ? rising : rising.reversed())
                .thenComparing(Trial::index))
        .limit(MOST_TRIALS)
        .forEach(trial -> putTrial(rows.addObject(), trial, metric));
    return search;
  }

  private static void putTrial(ObjectNode row, Trial trial, String metric) {
    row.put("trial", trial.index()).put("epochs", trial.maxEpochs());
    double value = trial.metric(metric);
    row.put("value", Double.isFinite(value) ? value : null);
    row.put("seconds", Math.round(trial.seconds() * 10) / 10.0);
    putSettings(row.putObject("settings"), trial.settings());
    if (trial.error() != null) {
      row.put("error", ReportJson.cut(trial.error()));
    }
  }

  private static void putSettings(ObjectNode to, Map<String, Object> settings) {
    new TreeMap<>(settings).forEach((name, set) -> to.put(name, ReportJson.cut(text(set))));
  }

  private static String text(Object value) {
    return value instanceof Object[] several
        ? String.join(", ", Arrays.stream(several).map(String::valueOf).toList())
        : String.valueOf(value);
  }
}
