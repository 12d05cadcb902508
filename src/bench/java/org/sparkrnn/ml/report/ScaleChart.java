package org.sparkrnn.ml.report;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.sparkrnn.train.cost.CostModel;

/** Draws the time of a step and the speed-up over the number of executors, as an SVG file. */
public final class ScaleChart {
  private static final int WIDTH = 460;
  private static final int HEIGHT = 250; // of a chart
  private static final int TOP = 44; // of a chart with its title
  private static final String CSS =
      "text{font:12px sans-serif;fill:#1d2129}.name{font-weight:600}.tick{fill:#555d6b}"
          + ".end{text-anchor:end}.middle{text-anchor:middle}.grid{stroke:#d5d9e0}"
          + ".line{fill:none;stroke-width:2}.s0{stroke:#0b57d0}"
          + ".s1{stroke:#b3450f;stroke-dasharray:7 3}.s2{stroke:#1a7f37;stroke-dasharray:2 3}";

  private final List<Integer> sizes;
  private final Html html = new Html();
  private int charts;

  private ScaleChart(List<Integer> sizes) {
    this.sizes = sizes;
  }

  /** The content of the file. */
  public static String of(String title, List<Integer> sizes, CostModel model) {
    return new ScaleChart(sizes).drawn(title, model);
  }

  private String drawn(String title, CostModel model) {
    int height = 2 * (TOP + HEIGHT);
    html.open("svg", "xmlns", "http://www.w3.org/2000/svg", "viewBox", box(WIDTH, height));
    html.element("title", title).style(CSS);
    html.empty("rect", "width", "100%", "height", "100%", "fill", "#fff");
    LineChart step = new LineChart("Milliseconds of a step", "executors");
    line(step, "the step", n -> 1e3 * model.at(n).total());
    line(step, "its overhead", n -> 1e3 * model.at(n).overhead());
    add(step.logarithmic(), "Milliseconds of a step (solid) and of its overhead (dashed)");
    LineChart speed = new LineChart("Speed-up", "executors");
    line(speed, "speed-up", model::speedUp);
    add(speed, "Speed-up over one executor without Spark");
    return html.close().toString().replaceFirst("^<!DOCTYPE html>\n", "");
  }

  private void line(LineChart chart, String name, ToDoubleFunction<Integer> value) {
    chart.line(
        name,
        sizes.stream().mapToDouble(Integer::doubleValue).toArray(),
        sizes.stream().mapToDouble(value).toArray());
  }

  private void add(LineChart chart, String title) {
    int y = charts++ * (TOP + HEIGHT);
    html.element("text", title, "class", "name", "x", "10", "y", "" + (y + TOP / 2));
    html.open("svg", "y", "" + (y + TOP - 10), "width", "" + WIDTH, "height", "" + HEIGHT);
    chart.logarithmicAcross().drawAlone(html);
    html.close();
  }

  private static String box(int width, int height) {
    return "0 0 " + width + " " + height;
  }
}
