package org.sparkrnn.ml.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Single rows: by their length, those to look at, and numbers beside what they should be. */
final class ExampleSection {
  private ExampleSection() {}

  static void addLengths(Html html, JsonNode evaluation) {
    JsonNode lengths = evaluation.path("lengths");
    boolean right = lengths.path(0).path("right").isNumber();
    List<String> columns = new ArrayList<>(List.of("steps", "sequences ", "outputs "));
    if (right) {
      columns.add("right ");
    }
    columns.add(error(evaluation) + " ");
    Table table = new Table(html, "Sequences by their length", columns);
    for (JsonNode length : lengths) {
      String from = Numbers.text(length.path("from"));
      String to = Numbers.text(length.path("to"));
      List<String> cells = new ArrayList<>();
      cells.add(from.equals(to) ? from : from + " to " + to);
      cells.add(Numbers.text(length.path("sequences")));
      cells.add(Numbers.text(length.path("outputs")));
      if (right) {
        cells.add(Numbers.percent(length.path("right").asDouble(Double.NaN)));
      }
      cells.add(Numbers.text(length.path("error")));
      table.row(cells, false);
    }
    table.end();
  }

  private static String error(JsonNode evaluation) {
    return evaluation.path("series").isEmpty() ? "mean loss" : "mean absolute error";
  }

  /** Actual values and predictions, a chart per row, or one of rows that follow each other. */
  static void addSeries(Html html, JsonNode series) {
    html.open("div", "class", "charts");
    for (int i = 0; i < series.size(); i++) {
      double[] actual = CurveSection.numbers(series.path(i).path("actual"));
      double[] x = new double[actual.length];
      Arrays.setAll(x, t -> t + 1);
      new LineChart(
              series.size() == 1 ? "The first of the data" : "Row " + (i + 1) + " of the data",
              series.size() == 1 ? "row" : "output")
          .line("actual", x, actual)
          .line("predicted", x, CurveSection.numbers(series.path(i).path("predicted")))
          .draw(html);
    }
    html.close();
  }

  static void addQuoted(Html html, JsonNode evaluation) {
    table(html, "What the model is worst at", evaluation.path("worst"), evaluation);
    if (!evaluation.path("uncertain").isEmpty()) {
      table(html, "What it is least certain of", evaluation.path("uncertain"), evaluation);
    }
    html.element(
        "p",
        "Rows of the data are quoted here. With reportExamples=0 a report quotes none.",
        "class",
        "soft");
  }

  private static void table(Html html, String caption, JsonNode rows, JsonNode evaluation) {
    boolean labelled = !rows.path(0).path("label").asText().isEmpty();
    boolean certain = rows.path(0).path("certainty").isNumber();
    html.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", caption);
    html.open("table").element("caption", caption).open("thead").open("tr");
    html.element("th", "input", "scope", "col");
    if (labelled) {
      html.element("th", "in the data", "scope", "col").element("th", "predicted", "scope", "col");
    }
    html.element("th", error(evaluation), "scope", "col", "class", "number");
    if (certain) {
      html.element("th", "certainty", "scope", "col", "class", "number");
    }
    html.close().close().open("tbody");
    for (JsonNode row : rows) {
      html.open("tr").open("td", "class", "quote").element("bdi", row.path("text").asText());
      spark(html, row.path("curve"));
      html.close();
      if (labelled) {
        quoted(html, row.path("label").asText());
        quoted(html, row.path("predicted").asText());
      }
      html.element("td", Numbers.text(row.path("error")), "class", "number");
      if (certain) {
        html.element(
            "td", Numbers.percent(row.path("certainty").asDouble(Double.NaN)), "class", "number");
      }
      html.close();
    }
    html.close().close().close();
  }

  private static void quoted(Html html, String text) {
    html.open("td", "class", "quote").element("bdi", text).close();
  }

  /** A series as a small drawing. */
  private static void spark(Html html, JsonNode curve) {
    double[] y = CurveSection.numbers(curve);
    if (y.length < 2) {
      return;
    }
    Range range = new Range(false);
    for (double value : y) {
      if (range.has(value)) {
        range.add(value);
      }
    }
    if (range.isEmpty()) {
      return;
    }
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < y.length; i++) {
      if (range.has(y[i])) {
        path.append(path.isEmpty() ? 'M' : 'L')
            .append(Numbers.point(2 + 116.0 * i / (y.length - 1)))
            .append(' ')
            .append(Numbers.point(26 - 24 * range.share(y[i])));
      }
    }
    html.open("svg", "class", "spark", "viewBox", "0 0 120 28", "role", "img");
    html.element("title", "its course").empty("path", "class", "line s0", "d", path.toString());
    html.close();
  }
}
