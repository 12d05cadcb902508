package org.sparkrnn.ml.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Figures of labels: a confusion matrix, and precision and recall of each label. */
final class LabelSection {
  private static final double DARKEST = 0.55; // text must stay readable on it
  private static final int OPEN = 30; // number of rows that are shown without unfolding

  private LabelSection() {}

  /** One confusion matrix per target. */
  static void addConfusions(Html html, JsonNode evaluation) {
    html.element(
        "p",
        "Rows are labels in the data, columns are predictions. The shade is the share of the row; correct predictions are framed.");
    heading(html, evaluation);
    addConfusion(html, evaluation.path("confusion"));
    for (JsonNode target : evaluation.path("further")) {
      heading(html, target);
      addConfusion(html, target.path("confusion"));
    }
  }

  private static void heading(Html html, JsonNode target) {
    if (target.has("target")) {
      html.open("h3").element("bdi", target.path("target").asText()).close();
    }
  }

  /**
   * Adds one row per label and one column per prediction; a cell's shade is its share of the row.
   */
  private static void addConfusion(Html html, JsonNode confusion) {
    List<String> names = new ArrayList<>();
    confusion.path("labels").forEach(name -> names.add(name.asText()));
    int others = confusion.path("others").asInt();
    if (others > 0) {
      names.add("%,d other labels".formatted(others));
    }
    if (others > 0) {
      html.element(
          "p",
          "The %d most frequent labels are shown separately, all others together."
              .formatted(names.size() - 1));
    }
    html.openScrolled("Confusion matrix");
    html.open("table", "class", "matrix").open("thead").open("tr");
    html.element("th", "label");
    names.forEach(name -> html.open("th", "scope", "col").element("bdi", name).close());
    html.close().close().open("tbody");
    for (int i = 0; i < names.size(); i++) {
      JsonNode row = confusion.path("cells").path(i);
      long sum = 0;
      for (JsonNode cell : row) {
        sum += cell.asLong();
      }
      html.open("tr").open("th", "scope", "row").element("bdi", names.get(i)).close();
      for (int j = 0; j < names.size(); j++) {
        long count = row.path(j).asLong();
        double share = sum == 0 ? 0 : DARKEST * count / sum;
        html.element(
            "td",
            count == 0 ? "" : "%,d".formatted(count),
            "class",
            i == j && !(others > 0 && i == names.size() - 1) ? "hit" : null,
            "style",
            share < 0.005
                ? null
                : String.format(Locale.ROOT, "background:rgba(var(--heat),%.2f)", share));
      }
      html.close();
    }
    html.close().close().close();
  }

  static void addLabels(Html html, JsonNode evaluation) {
    addTarget(html, evaluation);
    for (JsonNode target : evaluation.path("further")) {
      addTarget(html, target);
    }
  }

  private static void addTarget(Html html, JsonNode evaluation) {
    heading(html, evaluation);
    add(html, evaluation, "labels", "Labels");
    if (!evaluation.path("spans").isEmpty()) {
      add(html, evaluation, "spans", "Types of spans");
    }
  }

  private static void add(Html html, JsonNode evaluation, String key, String caption) {
    JsonNode labels = evaluation.path(key);
    int count = evaluation.path(key + "Count").asInt(labels.size());
    boolean folded = labels.size() > OPEN;
    table(html, caption + (folded ? ", the most frequent" : ""), labels, 0, OPEN);
    if (folded) {
      html.open("details");
      html.element(
          "summary",
          count > labels.size()
              ? "%,d more of %,d".formatted(labels.size() - OPEN, count)
              : "%,d more".formatted(labels.size() - OPEN));
      table(html, caption + ", less frequent", labels, OPEN, labels.size());
      html.close();
    }
  }

  private static void table(Html html, String caption, JsonNode labels, int from, int to) {
    Table table =
        new Table(html, caption, List.of("", "precision ", "recall ", "F1 ", "in the data "));
    for (int i = from; i < Math.min(to, labels.size()); i++) {
      JsonNode label = labels.path(i);
      table.row(
          label.path(0).asText(),
          Numbers.percent(label.path(1).asDouble(Double.NaN)),
          Numbers.percent(label.path(2).asDouble(Double.NaN)),
          Numbers.percent(label.path(3).asDouble(Double.NaN)),
          Numbers.text(label.path(4)));
    }
    table.end();
  }
}
