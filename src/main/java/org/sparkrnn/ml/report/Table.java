package org.sparkrnn.ml.report;

import java.util.List;

/** A table that scrolls on its own if the page is narrow. */
final class Table {
  private static final int WORD = 24; // characters of a heading that does not wrap

  private final Html html;
  private final boolean[] numbers; // by column

  /**
   * Begins the table.
   *
   * @param caption visible caption, above the table
   * @param columns headings; those of numbers end with a space, which is not shown
   */
  Table(Html html, String caption, List<String> columns) {
    this.html = html;
    numbers = new boolean[columns.size()];
    html.openScrolled(caption);
    html.open("table").element("caption", caption).open("thead").open("tr");
    for (int i = 0; i < numbers.length; i++) {
      String column = columns.get(i);
      numbers[i] = column.endsWith(" ");
      html.element("th", column.strip(), "scope", "col", "class", numbers[i] ? "number" : null);
    }
    html.close().close().open("tbody");
  }

  /** Adds a row; its first cell is its heading. */
  Table row(List<String> cells, boolean strong) {
    html.open("tr", "class", strong ? "strong" : null);
    for (int i = 0; i < cells.size(); i++) {
      if (i == 0) {
        boolean word = cells.get(0).length() <= WORD && cells.get(0).indexOf(' ') < 0;
        html.open(
            "th",
            "scope",
            "row",
            "class",
            word ? "word" : cells.get(0).length() > WORD ? "words" : null);
        html.element("bdi", cells.get(0)).close();
      } else {
        html.element(
            "td", cells.get(i), "class", numbers[i] && isNumber(cells.get(i)) ? "number" : null);
      }
    }
    html.close();
    return this;
  }

  /** Adds a row in normal font weight. */
  Table row(String... cells) {
    return row(List.of(cells), false);
  }

  static boolean isNumber(String cell) {
    return cell.matches("[-–]?[\\d.,]*(E[-+]?\\d+)?( (%|s|ms))?");
  }

  void end() {
    html.close().close().close();
  }
}
