package org.sparkrnn.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import org.sparkrnn.ml.TaggingMetrics;

/** A tagger's metrics as JSON and as tables for people. */
record TaggingTaskMetrics(TaggingMetrics metrics) implements TaskMetrics {
  @Override
  public MainMetric mainMetric() {
    return metrics.bio() ? MainMetric.higher("spanF1") : MainMetric.higher("accuracy");
  }

  /** Adds accuracy, unknownAccuracy and, for BIO tags, spanF1. */
  @Override
  public void put(ObjectNode json) {
    Json.put(json, "accuracy", metrics.accuracy());
    Json.put(json, "unknownAccuracy", metrics.unknownAccuracy());
    if (metrics.bio()) {
      Json.put(json, "spanF1", metrics.spanF1());
    }
  }

  /** Precision, recall and F1 of each tag, and the most confused pairs. */
  @Override
  public void print(PrintStream out) {
    LabelTables.print(
        out,
        "tag",
        "steps",
        "tagged as",
        metrics.tags(),
        metrics.mostConfused(LabelTables.CONFUSIONS));
  }
}
