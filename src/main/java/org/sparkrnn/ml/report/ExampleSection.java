package org.sparkrnn.ml.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Figures by length, quoted examples, and predictions with actual values. */
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
    return evaluation
        .path("error")
        .asText(evaluation.path("series").isEmpty() ? "mean loss" : "mean absolute error");
  }

  /** Actual values and predictions, one chart per row, or a single chart of consecutive rows. */
  static void addSeries(Html html, JsonNode series) {
    html.open("div", "class", "charts");
    for (int i = 0; i < series.size(); i++) {
      if (series.path(i).has("name")) {
        addForecast(html, series.path(i));
        continue;
      }
      double[] actual = CurveSection.numbers(series.path(i).path("actual"));
      double[] x = new double[actual.length];
      Arrays.setAll(x, t -> t + 1);
      new LineChart(
              series.size() == 1
                  ? "The first values of the data"
                  : "Row " + (i + 1) + " of the data",
              series.size() == 1 ? "row" : "output")
          .line("actual", x, actual)
          .line("predicted", x, CurveSection.numbers(series.path(i).path("predicted")))
          .draw(html);
    }
    html.close();
  }

  /** A forecast of one of many series, after its last known values. */
  private static void addForecast(Html html, JsonNode series) {
    double[] past = CurveSection.numbers(series.path("past"));
    double[] actual = CurveSection.numbers(series.path("actual"));
    double[] predicted = CurveSection.numbers(series.path("predicted"));
    double[] before = steps(1 - past.length, past.length);
    double[] after = steps(1, actual.length);
    LineChart chart = new LineChart(series.path("name").asText(), "step; forecast from 1 on");
    if (series.has("low")) {
      chart.area(
          "from the lowest to the highest quantile",
          after,
          CurveSection.numbers(series.path("low")),
          CurveSection.numbers(series.path("high")));
    }
    chart
        .line("actual", joined(before, after), joined(past, actual))
        .line("forecast", after, predicted)
        .draw(html);
  }

  private static double[] steps(int first, int count) {
    double[] steps = new double[count];
    Arrays.setAll(steps, t -> first + t);
    return steps;
  }

  private static double[] joined(double[] a, double[] b) {
    double[] joined = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, joined, a.length, b.length);
    return joined;
  }

  static void addQuoted(Html html, JsonNode evaluation) {
    if (!evaluation.path("worst").isEmpty()) {
      table(html, "Examples with the largest error", evaluation.path("worst"), evaluation);
    }
    if (!evaluation.path("uncertain").isEmpty()) {
      table(html, "Least certain predictions", evaluation.path("uncertain"), evaluation);
    }
    String note = evaluation.path("worst").path(0).path("note").asText();
    shadesSaid(
        html, note.isEmpty() ? evaluation.path("uncertain").path(0).path("note").asText() : note);
    html.element(
        "p",
        "Rows of the data are quoted here. With reportExamples=0 a report quotes none.",
        "class",
        "soft");
  }

  private static void shadesSaid(Html html, String note) {
    if (!note.isEmpty()) {
      html.element(
          "p",
          note.startsWith("most attention")
              ? "The more attention a step gets, the darker it is shaded."
              : "The less certain the model is of a step's label, the darker the step is shaded.",
          "class",
          "soft");
    }
  }

  private static void table(Html html, String caption, JsonNode rows, JsonNode evaluation) {
    boolean labelled = !rows.path(0).path("label").asText().isEmpty();
    boolean certain = rows.path(0).path("certainty").isNumber();
    html.openScrolled(caption);
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
      html.open("tr").open("td", "class", "quote");
      quote(html, row);
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

  /** The text or the series, with the shades of its steps. */
  private static void quote(Html html, JsonNode row) {
    JsonNode tokens = row.path("tokens");
    if (tokens.isEmpty()) {
      html.element("bdi", row.path("text").asText());
    } else {
      String between = row.path("between").asText(" ");
      html.open("bdi");
      for (int t = 0; t < tokens.size(); t++) {
        html.text(t == 0 ? "" : between);
        int shade = row.path("shades").path(t).asInt();
        if (shade > 0) {
          html.element("span", tokens.path(t).asText(), "class", "h" + Math.min(9, shade));
        } else {
          html.text(tokens.path(t).asText());
        }
      }
      html.text(row.path("text").asText().endsWith("…") ? " …" : "").close();
    }
    spark(html, row.path("curve"), row.path("shades"));
    if (row.has("note")) {
      html.element("p", row.path("note").asText(), "class", "note");
    }
  }

  private static void quoted(Html html, String text) {
    html.open("td", "class", "quote").element("bdi", text).close();
  }

  /** A small drawing of a series over the shades of its steps. */
  private static void spark(Html html, JsonNode curve, JsonNode shades) {
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
    html.element("title", "its course");
    for (int i = 0; i < shades.size() && shades.size() == y.length; i++) {
      if (shades.path(i).asInt() > 0) {
        html.empty(
            "rect",
            "class",
            "f" + Math.min(9, shades.path(i).asInt()),
            "x",
            Numbers.point(2 + 116.0 * (i - 0.5) / (y.length - 1)),
            "y",
            "0",
            "width",
            Numbers.point(116.0 / (y.length - 1)),
            "height",
            "28");
      }
    }
    html.empty("path", "class", "line s0", "d", path.toString());
    html.close();
  }
}
