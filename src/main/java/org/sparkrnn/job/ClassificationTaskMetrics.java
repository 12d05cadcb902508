package org.sparkrnn.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import org.sparkrnn.ml.ClassificationMetrics;

/** A classifier's metrics as JSON and as tables for people. */
record ClassificationTaskMetrics(ClassificationMetrics metrics) implements TaskMetrics {
  @Override
  public MainMetric mainMetric() {
    return MainMetric.higher("accuracy");
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
    LabelTables.print(
        out,
        "class",
        "rows",
        "predicted",
        metrics.classes(),
        metrics.mostConfused(LabelTables.CONFUSIONS));
  }
}
