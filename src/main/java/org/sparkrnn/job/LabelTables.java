package org.sparkrnn.job;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.sparkrnn.ml.TaggingMetrics;

/** Tables of labels and their predictions. */
final class LabelTables {
  /** The number of most confused pairs to print. */
  static final int CONFUSIONS = 10;

  private LabelTables() {}

  /**
   * Precision, recall and F1 of each label, and the most confused pairs.
   *
   * @param kind the name of a label, such as {@code tag}
   * @param unit the counted items, such as {@code steps}
   * @param predicted heading of the predicted label, such as {@code tagged as}
   */
  static void print(
      PrintStream out,
      String kind,
      String unit,
      String predicted,
      List<TaggingMetrics.TagMetrics> labels,
      List<TaggingMetrics.Confusion> confused) {
    print(out, kind, unit, labels);
    out.printf(Locale.ROOT, "%n%-14s %-14s %9s%n", "label", predicted, unit);
    for (TaggingMetrics.Confusion pair : confused) {
      out.printf(Locale.ROOT, "%-14s %-14s %9d%n", pair.label(), pair.predicted(), pair.steps());
    }
    out.println();
  }

  /** Precision, recall and F1 of each label. */
  static void print(
      PrintStream out, String kind, String unit, List<TaggingMetrics.TagMetrics> labels) {
    out.printf(Locale.ROOT, "%-14s %9s %9s %9s %9s%n", kind, "precision", "recall", "F1", unit);
    for (TaggingMetrics.TagMetrics label : labels) {
      out.printf(
          Locale.ROOT,
          "%-14s %9.4f %9.4f %9.4f %9d%n",
          label.tag(),
          label.precision(),
          label.recall(),
          label.f1(),
          label.support());
    }
  }
}
