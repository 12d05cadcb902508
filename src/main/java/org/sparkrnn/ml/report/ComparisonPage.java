package org.sparkrnn.ml.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A page that compares several models. */
public final class ComparisonPage {
  private final List<ObjectNode> models;
  private final List<String> names = new ArrayList<>();

  /**
   * @param models the JSON of each model as for {@link ReportPage}, in the order of the columns
   */
  public ComparisonPage(List<ObjectNode> models) {
    this.models = models;
    for (ObjectNode model : models) {
      String name = model.path("name").asText();
      names.add(name.substring(name.replaceAll("/+$", "").lastIndexOf('/') + 1));
    }
    if (new HashSet<>(names).size() < names.size()) {
      for (int i = 0; i < names.size(); i++) {
        names.set(i, (i + 1) + ": " + names.get(i));
      }
    }
  }

  /** The whole page. */
  public String html() {
    return new Page("Comparison of %d models".formatted(models.size()))
        .section(!metrics().isEmpty(), "Metrics", this::addMetrics)
        .section(has("epochs"), "Training", this::addCurves)
        .section(models.stream().anyMatch(StepSection::has), "Where the time goes", this::addSteps)
        .section(has("settings"), "Settings that differ", this::addSettings)
        .html(this::head, html -> {});
  }

  private boolean has(String name) {
    return models.stream().anyMatch(model -> !model.path(name).isEmpty());
  }

  private void head(Html html) {
    Table table = new Table(html, "The models", columns("", ""));
    add(table, "kind", model -> model.path("class").asText());
    add(table, "path", model -> model.path("name").asText());
    add(table, "parameters", model -> Numbers.text(model.path("parameters")));
    add(table, "sequences", model -> Numbers.text(sequences(model)));
    add(table, "epochs", model -> Numbers.text(epochs(model)));
    add(table, "best epoch", model -> Numbers.text(model.path("bestEpoch")));
    add(
        table,
        "training time",
        model -> {
          JsonNode seconds = either(model.path("result").path("seconds"), model.path("seconds"));
          return seconds.isNumber() ? Numbers.duration(seconds.asDouble()) : "–";
        });
    table.end();
  }

  private static JsonNode sequences(JsonNode model) {
    return either(model.path("data").path("sequences"), model.path("result").path("sequences"));
  }

  /** The number of epochs from the job, otherwise the last epoch of the curves. */
  private static JsonNode epochs(JsonNode model) {
    JsonNode drawn = model.path("epochs").path("epoch");
    return either(model.path("result").path("epochs"), drawn.path(drawn.size() - 1));
  }

  private static JsonNode either(JsonNode known, JsonNode other) {
    return known.isNumber() ? known : other;
  }

  /** The content of a cell for a model. */
  @FunctionalInterface
  private interface Cell {
    String of(JsonNode model);
  }

  private List<String> columns(String first, String mark) {
    List<String> columns = new ArrayList<>(List.of(first));
    names.forEach(name -> columns.add(name + mark));
    return columns;
  }

  private void add(Table table, String heading, Cell cell) {
    List<String> cells = new ArrayList<>(List.of(heading));
    models.forEach(model -> cells.add(cell.of(model)));
    table.row(cells, false);
  }

  private Set<String> metrics() {
    Set<String> metrics = new LinkedHashSet<>();
    models.forEach(model -> metrics.addAll(Results.names(model.path("result"))));
    return metrics;
  }

  private void addMetrics(Html html) {
    Set<String> data = new LinkedHashSet<>();
    models.forEach(model -> data.add(model.path("evaluation").path("on").asText("unknown data")));
    html.element(
        "p",
        data.size() == 1
            ? "All are measured on %s.".formatted(data.iterator().next())
            : "They are measured on different data (%s), so their figures are not comparable."
                .formatted(String.join(", ", data)),
        "class",
        data.size() == 1 ? null : "warn");
    Table table = new Table(html, "Metrics and the strongest baseline", columns("", " "));
    for (String metric : metrics()) {
      add(table, Results.heading(metric), model -> Numbers.text(model.path("result").path(metric)));
    }
    add(
        table,
        "strongest baseline",
        model -> {
          JsonNode baseline = model.path("result").path("baseline");
          List<String> known = Results.names(baseline);
          return known.isEmpty()
              ? "–"
              : "%s: %s %s"
                  .formatted(
                      baseline.path("name").asText(),
                      Results.heading(known.get(0)),
                      Numbers.text(baseline.path(known.get(0))));
        });
    table.end();
  }

  private void addCurves(Html html) {
    Map<String, String> titles = new LinkedHashMap<>();
    titles.put("loss/training", "Loss in training");
    titles.put("loss/validation", "Loss on validation");
    titles.put("accuracy/validation", "Accuracy on validation");
    titles.put("rmse/validation", "Root mean squared error on validation");
    if (models.stream().map(model -> model.path("class").asText()).distinct().count() > 1) {
      html.element(
          "p",
          "These are models of different kinds, whose losses may have different units.",
          "class",
          "warn");
    }
    html.open("div", "class", "charts");
    titles.forEach(
        (figure, title) -> {
          LineChart chart = new LineChart(title, "epoch");
          for (int i = 0; i < models.size(); i++) {
            JsonNode epochs = models.get(i).path("epochs");
            chart.line(
                names.get(i),
                CurveSection.numbers(epochs.path("epoch")),
                CurveSection.numbers(epochs.path(figure)));
          }
          chart.draw(html);
        });
    html.close();
  }

  private void addSteps(Html html) {
    Table table = new Table(html, "Milliseconds per step", columns("", " "));
    for (String part : List.of("compute", "wait", "broadcast", "aggregate", "update")) {
      add(table, part, model -> Numbers.text(Math.rint(StepSection.ms(model, part) * 1000) / 1000));
    }
    table.end();
  }

  private void addSettings(Html html) {
    Map<String, String[]> values = new TreeMap<>();
    for (int i = 0; i < models.size(); i++) {
      for (JsonNode setting : models.get(i).path("settings")) {
        values.computeIfAbsent(setting.path(0).asText(), key -> new String[models.size()])[i] =
            setting.path(1).asText();
      }
    }
    Table table = new Table(html, "Settings that differ between models", columns("", ""));
    values.forEach(
        (name, of) -> {
          List<String> cells = new ArrayList<>(List.of(name));
          for (String value : of) {
            cells.add(value == null ? "not set" : value);
          }
          if (new HashSet<>(cells.subList(1, cells.size())).size() > 1) {
            table.row(cells, false);
          }
        });
    table.end();
  }
}
