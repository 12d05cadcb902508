package org.sparkrnn.ml.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Curves over a horizontal axis, in SVG, with a legend and a text for screen readers. */
final class LineChart {
  private static final int WIDTH = 440;
  private static final int HEIGHT = 250;
  private static final int LEFT = 56;
  private static final int RIGHT = 20;
  private static final int TOP = 10;
  private static final int BOTTOM = 40;
  private static final int STYLES = 6; // in the style sheet
  private static final int TICKS = 5;

  private record Line(String name, double[] x, double[] y, String style) {}

  private record Band(String name, double[] x, double[] low, double[] high) {}

  private final List<Band> bands = new ArrayList<>();
  private final String title;
  private final String xName;
  private final List<Line> lines = new ArrayList<>();
  private int added; // number of curves, even empty ones, so that charts use the same styles
  private boolean logarithmic;
  private boolean logarithmicX;
  private double marked = Double.NaN;
  private String markedName = "";

  /**
   * @param title the heading of the chart
   * @param xName name of the horizontal axis
   */
  LineChart(String title, String xName) {
    this.title = title;
    this.xName = xName;
  }

  /** Adds a curve; points with a coordinate that is not finite leave a gap. */
  LineChart line(String name, double[] x, double[] y) {
    String style = "s" + added++ % STYLES;
    for (double value : y) {
      if (Double.isFinite(value)) {
        lines.add(new Line(name, x, y, style));
        return this;
      }
    }
    return this; // nothing to draw
  }

  /** Adds an area between two curves, below all others. */
  LineChart area(String name, double[] x, double[] low, double[] high) {
    bands.add(new Band(name, x, low, high));
    return this;
  }

  /** Uses a logarithmic axis; values that are not positive are left out. */
  LineChart logarithmic() {
    logarithmic = true;
    return this;
  }

  /** Uses a logarithmic horizontal axis; all places must be positive. */
  LineChart logarithmicAcross() {
    logarithmicX = true;
    return this;
  }

  /** Marks a place on the horizontal axis. */
  LineChart mark(double x, String name) {
    marked = x;
    markedName = name;
    return this;
  }

  /** Draws the chart with its title and legend, unless it is empty. */
  void draw(Html html) {
    Range x = new Range(logarithmicX);
    Range y = new Range(logarithmic);
    measure(x, y);
    if (x.isEmpty()) {
      return;
    }
    html.open("figure");
    html.element("figcaption", title);
    drawing(html, x, y);
    legend(html);
    html.close();
  }

  /** Draws only the axes and the curves, of which there must be at least one. */
  void drawAlone(Html html) {
    Range x = new Range(logarithmicX);
    Range y = new Range(logarithmic);
    measure(x, y);
    drawing(html, x, y);
  }

  private void measure(Range x, Range y) {
    for (Line line : lines) {
      for (int i = 0; i < line.x().length; i++) {
        add(x, y, line.x()[i], line.y()[i]);
      }
    }
    for (Band band : bands) {
      for (int i = 0; i < band.x().length; i++) {
        add(x, y, band.x()[i], band.low()[i]);
        add(x, y, band.x()[i], band.high()[i]);
      }
    }
  }

  private void drawing(Html html, Range x, Range y) {
    html.open(
        "svg",
        "viewBox",
        "0 0 " + WIDTH + " " + HEIGHT,
        "role",
        "img",
        "aria-label",
        title + ": " + described());
    y.widen();
    axes(html, x, y);
    bands.forEach(band -> draw(html, band, x, y));
    for (Line line : lines) {
      draw(html, line, x, y);
    }
    html.close();
  }

  private static void add(Range xs, Range ys, double x, double y) {
    if (ys.has(y)) {
      xs.add(x);
      ys.add(y);
    }
  }

  /** The first and last values, for screen readers. */
  private String described() {
    StringBuilder text = new StringBuilder();
    for (Line line : lines) {
      int last = line.y().length - 1;
      text.append(
          String.format(
              Locale.ROOT,
              "%s goes from %s at %s to %s at %s. ",
              line.name(),
              Numbers.text(line.y()[0]),
              Numbers.text(line.x()[0]),
              Numbers.text(line.y()[last]),
              Numbers.text(line.x()[last])));
    }
    return text.toString().strip() + (Double.isNaN(marked) ? "" : " " + markedName + ".");
  }

  private static double across(Range x, double value) {
    return LEFT + x.share(value) * (WIDTH - LEFT - RIGHT);
  }

  private static double down(Range y, double value) {
    return HEIGHT - BOTTOM - y.share(value) * (HEIGHT - TOP - BOTTOM);
  }

  private void axes(Html html, Range x, Range y) {
    for (double tick : y.ticks(TICKS)) {
      String at = Numbers.point(down(y, tick));
      html.empty(
          "line", "class", "grid", "x1", "" + LEFT, "x2", "" + (WIDTH - RIGHT), "y1", at, "y2", at);
      html.element(
          "text",
          Numbers.tick(tick),
          "class",
          "tick end",
          "x",
          "" + (LEFT - 6),
          "y",
          at,
          "dy",
          "4");
    }
    for (double tick : x.ticks(TICKS)) {
      html.element(
          "text",
          Numbers.tick(tick),
          "class",
          "tick middle",
          "x",
          Numbers.point(across(x, tick)),
          "y",
          "" + (HEIGHT - BOTTOM + 16));
    }
    html.element(
        "text",
        xName,
        "class",
        "tick middle",
        "x",
        "" + (LEFT + WIDTH - RIGHT) / 2,
        "y",
        "" + (HEIGHT - 6));
    if (!Double.isNaN(marked)) {
      String at = Numbers.point(across(x, marked));
      html.empty(
          "line",
          "class",
          "mark",
          "x1",
          at,
          "x2",
          at,
          "y1",
          "" + TOP,
          "y2",
          "" + (HEIGHT - BOTTOM));
    }
  }

  private static void draw(Html html, Band band, Range x, Range y) {
    StringBuilder path = new StringBuilder();
    int n = band.x().length;
    for (int i = 0; i < 2 * n; i++) {
      int at = i < n ? i : 2 * n - 1 - i; // forward along the lower, back along the upper curve
      double value = i < n ? band.low()[at] : band.high()[at];
      if (y.has(value)) {
        path.append(path.isEmpty() ? 'M' : 'L')
            .append(Numbers.point(across(x, band.x()[at])))
            .append(' ')
            .append(Numbers.point(down(y, value)));
      }
    }
    html.empty("path", "class", "band", "d", path + "Z");
  }

  private void draw(Html html, Line line, Range x, Range y) {
    StringBuilder path = new StringBuilder();
    int n = line.x().length;
    for (int i = 0; i < n; i++) {
      if (!y.has(line.y()[i])) {
        continue;
      }
      boolean before = i > 0 && y.has(line.y()[i - 1]);
      boolean after = i + 1 < n && y.has(line.y()[i + 1]);
      String atX = Numbers.point(across(x, line.x()[i]));
      String atY = Numbers.point(down(y, line.y()[i]));
      if (before || after) {
        path.append(before ? 'L' : 'M').append(atX).append(' ').append(atY);
      } else { // a path of one point is invisible
        html.empty("circle", "class", "dot " + line.style(), "cx", atX, "cy", atY, "r", "3.5");
      }
    }
    if (!path.isEmpty()) {
      html.empty("path", "class", "line " + line.style(), "d", path.toString());
    }
  }

  private void legend(Html html) {
    if (lines.size() == 1 && bands.isEmpty() && Double.isNaN(marked)) {
      return; // the title is enough
    }
    html.open("p", "class", "legend");
    for (Line line : lines) {
      html.open("span");
      html.open("svg", "class", "key", "viewBox", "0 0 26 10", "aria-hidden", "true");
      html.empty("path", "class", "line " + line.style(), "d", "M1 5L25 5");
      html.close();
      html.text(line.name());
      html.close();
    }
    for (Band band : bands) {
      html.open("span");
      html.open("svg", "class", "key", "viewBox", "0 0 26 10", "aria-hidden", "true");
      html.empty("rect", "class", "band", "width", "26", "height", "10").close();
      html.text(band.name()).close();
    }
    if (!Double.isNaN(marked)) {
      html.open("span");
      html.open("svg", "class", "key", "viewBox", "0 0 26 10", "aria-hidden", "true");
      html.empty("path", "class", "mark", "d", "M13 0L13 10");
      html.close();
      html.text(markedName);
      html.close();
    }
    html.close();
  }
}
