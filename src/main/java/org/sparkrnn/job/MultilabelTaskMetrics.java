package org.sparkrnn.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.Locale;
import org.sparkrnn.ml.MultilabelMetrics;

/** Metrics of sets of labels as JSON and as a table for people. */
record MultilabelTaskMetrics(MultilabelMetrics metrics) implements TaskMetrics {
  @Override
  public MainMetric mainMetric() {
    return MainMetric.lower("nll");
  }

  /** Adds nll (nats per output, summed over labels) and microF1. */
  @Override
  public void put(ObjectNode json) {
    Json.put(json, "nll", metrics.nll());
    Json.put(json, "microF1", metrics.microF1());
  }

  @Override
  public void print(PrintStream out) {
    out.printf(Locale.ROOT, "%9s %9s %9s %9s%n", "precision", "recall", "F1", "nll");
    out.printf(
        Locale.ROOT,
        "%9.4f %9.4f %9.4f %9.4f%n%n",
        metrics.microPrecision(),
        metrics.microRecall(),
        metrics.microF1(),
        metrics.nll());
  }
}
