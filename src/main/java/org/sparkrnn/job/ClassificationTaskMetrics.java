package org.sparkrnn.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.Locale;
import org.sparkrnn.ml.ClassificationMetrics;
import org.sparkrnn.ml.TaggingMetrics;

/** A classifier's metrics as JSON and as tables for people. */
record ClassificationTaskMetrics(ClassificationMetrics metrics) implements TaskMetrics {
  private static final int CONFUSIONS = 10;

  @Override
  public long sequences() {
    return metrics.sequences();
  }

  @Override
  public long tokens() {
    return metrics.steps();
  }

  @Override
  public double loss() {
    return metrics.loss();
  }

  /** Adds accuracy, macroF1 and macroRecall. */
  @Override
  public void put(ObjectNode json) {
    Json.put(json, "accuracy", metrics.accuracy());
    Json.put(json, "macroF1", metrics.macroF1());
    Json.put(json, "macroRecall", metrics.macroRecall());
  }

  /** Precision, recall and F1 of each class, and the most confused pairs. */
  @Override
  public void print(PrintStream out) {
    out.printf(
        Locale.ROOT, "%-14s %9s %9s %9s %9s%n", "class", "precision", "recall", "F1", "rows");
    for (TaggingMetrics.TagMetrics of : metrics.classes()) {
      out.printf(
          Locale.ROOT,
          "%-14s %9.4f %9.4f %9.4f %9d%n",
          of.tag(),
          of.precision(),
          of.recall(),
          of.f1(),
          of.support());
    }
    out.printf(Locale.ROOT, "%n%-14s %-14s %9s%n", "label", "predicted", "rows");
    for (TaggingMetrics.Confusion pair : metrics.mostConfused(CONFUSIONS)) {
      out.printf(Locale.ROOT, "%-14s %-14s %9d%n", pair.label(), pair.predicted(), pair.steps());
    }
    out.println();
  }
}
