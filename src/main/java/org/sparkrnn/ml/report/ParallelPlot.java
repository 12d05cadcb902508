package org.sparkrnn.ml.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * The trials of a search in parallel coordinates (Inselberg 1985): one axis per searched setting,
 * one axis for the metric, and one line per trial across all axes.
 */
final class ParallelPlot {
  private static final int STEP = 130; // between two axes
  private static final int LEFT = 92;
  private static final int RIGHT = 72;
  private static final int TOP = 34;
  private static final int HEIGHT = 300;
  private static final int BOTTOM = 14;
  private static final int NAME = 18; // characters per name of an axis
  private static final int MOST_AXES = 16;

  /** The last training of a trial. */
  private record Trial(JsonNode json, boolean complete) {}

  private final JsonNode search;
  private final List<String> axes; // the metric is the last one
  private final List<ParallelAxis> scales = new ArrayList<>();
  private final List<Trial> trials = new ArrayList<>(); // the best is last, drawn on top
  private final int failed;

  /**
   * @param search the JSON from ModelReport
   * @param settings the searched settings
   */
  ParallelPlot(JsonNode search, List<String> settings) {
    this.search = search;
    axes = new ArrayList<>(settings.subList(0, Math.min(settings.size(), MOST_AXES)));
    axes.add(search.path("metric").asText());
    Map<Integer, JsonNode> last = new HashMap<>(); // by number
    for (JsonNode trial : search.path("trials")) { // the training with the most epochs comes first
      if (trial.path("value").isNumber()) {
        last.putIfAbsent(trial.path("trial").asInt(), trial);
      }
    }
    int epochs =
        last.values().stream().mapToInt(trial -> trial.path("epochs").asInt()).max().orElse(0);
    last.values().stream()
        .map(trial -> new Trial(trial, trial.path("epochs").asInt() == epochs))
        .sorted((a, b) -> Integer.compare(rank(a), rank(b)))
        .forEach(trials::add);
    failed =
        (int)
            StreamSupport.stream(search.path("trials").spliterator(), false)
                .map(trial -> trial.path("trial").asInt())
                .distinct()
                .filter(number -> !last.containsKey(number))
                .count();
    for (int i = 0; i < axes.size(); i++) {
      int axis = i;
      scales.add(
          new ParallelAxis(
              trials.stream().map(trial -> value(trial.json(), axis)).toList(),
              axes.get(i).equals("learningRate") || axes.get(i).equals("weightDecay")));
    }
  }

  private int rank(Trial trial) {
    return best(trial) ? 2 : trial.complete() ? 1 : 0;
  }

  private boolean best(Trial trial) {
    return search.path("best").isInt()
        && search.path("best").asInt() == trial.json().path("trial").asInt();
  }

  /** The value on an axis; a missing node if it is not known. */
  private JsonNode value(JsonNode trial, int axis) {
    if (axis == axes.size() - 1) {
      return trial.path("value");
    }
    JsonNode set = trial.path("settings").path(axes.get(axis));
    return set.isMissingNode() ? search.path("given").path(axes.get(axis)) : set;
  }

  /** Draws the plot, unless fewer than two trials have a value. */
  void draw(Html html) {
    if (trials.size() < 2) {
      return;
    }
    int width = LEFT + (axes.size() - 1) * STEP + RIGHT;
    html.open("figure", "class", "wide")
        .element("figcaption", "Settings and results of the trials");
    html.openScrolled("Parallel coordinates of the trials");
    html.open(
        "svg",
        "viewBox",
        "0 0 " + width + " " + HEIGHT,
        "style",
        "min-width:%dpx;max-width:%dpx".formatted(width * 3 / 4, width * 4 / 3),
        "role",
        "img",
        "aria-label",
        described());
    for (Trial trial : trials) {
      String path = path(trial.json());
      if (!path.isEmpty()) {
        html.empty("path", "class", "line " + style(trial), "d", path);
      }
    }
    for (int i = 0; i < axes.size(); i++) {
      axis(html, i);
    }
    html.close().close();
    legend(html);
    html.close();
  }

  private String style(Trial trial) {
    return best(trial) ? "best" : trial.complete() ? "trial" : "trial early";
  }

  private static int x(int axis) {
    return LEFT + axis * STEP;
  }

  private static double down(double share) {
    return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM);
  }

  /** A line through the known values, interrupted at unknown ones. */
  private String path(JsonNode trial) {
    StringBuilder path = new StringBuilder();
    boolean pen = false;
    for (int i = 0; i < axes.size(); i++) {
      double share = scales.get(i).share(value(trial, i));
      if (Double.isNaN(share)) {
        pen = false;
        continue;
      }
      path.append(pen ? 'L' : 'M').append(x(i)).append(' ').append(Numbers.point(down(share)));
      pen = true;
    }
    return path.indexOf("L") < 0 ? "" : path.toString();
  }

  private void axis(Html html, int i) {
    String x = String.valueOf(x(i));
    html.empty("line", "class", "axis", "x1", x, "x2", x, "y1", "" + TOP, "y2", "" + down(0));
    String name = axes.get(i);
    html.element(
        "text",
        name.length() <= NAME ? name : name.substring(0, NAME - 1) + "…",
        "class",
        "middle",
        "x",
        x,
        "y",
        "16");
    scales
        .get(i)
        .ticks()
        .forEach(
            tick ->
                html.element(
                    "text",
                    tick.text(),
                    "class",
                    "tick end halo",
                    "x",
                    String.valueOf(x(i) - 6),
                    "y",
                    Numbers.point(down(tick.share())),
                    "dy",
                    "4"));
  }

  private String described() {
    String best =
        trials.stream()
            .filter(this::best)
            .findFirst()
            .map(
                trial ->
                    " The chosen trial: "
                        + IntStream.range(0, axes.size())
                            .mapToObj(i -> axes.get(i) + " " + Numbers.text(value(trial.json(), i)))
                            .collect(Collectors.joining(", "))
                        + ".")
            .orElse("");
    return "Each of %d trials is a line across its settings to its %s.%s The table below has all of them."
        .formatted(trials.size(), axes.get(axes.size() - 1), best);
  }

  private void legend(Html html) {
    html.open("p", "class", "legend");
    if (trials.stream().anyMatch(this::best)) {
      key(html, "best", "the chosen trial");
    }
    if (trials.stream().anyMatch(trial -> trial.complete() && !best(trial))) {
      key(html, "trial", "trained for the same number of epochs");
    }
    if (trials.stream().anyMatch(trial -> !trial.complete() && !best(trial))) {
      key(html, "trial early", "stopped after fewer epochs");
    }
    html.close();
    if (failed > 0) {
      html.element("p", "Trials that failed are not drawn: %,d.".formatted(failed));
    }
  }

  private static void key(Html html, String style, String text) {
    html.open("span").open("svg", "class", "key", "viewBox", "0 0 26 10", "aria-hidden", "true");
    html.empty("path", "class", "line " + style, "d", "M1 5L25 5").close().text(text).close();
  }
}
