package org.sparkrnn.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.Locale;
import org.sparkrnn.ml.TaggingMetrics;

/** A tagger's metrics as JSON and as tables for people. */
record TaggingTaskMetrics(TaggingMetrics metrics) implements TaskMetrics {
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
    out.printf(Locale.ROOT, "%-14s %9s %9s %9s %9s%n", "tag", "precision", "recall", "F1", "steps");
    for (TaggingMetrics.TagMetrics tag : metrics.tags()) {
      out.printf(
          Locale.ROOT,
          "%-14s %9.4f %9.4f %9.4f %9d%n",
          tag.tag(),
          tag.precision(),
          tag.recall(),
          tag.f1(),
          tag.support());
    }
    out.printf(Locale.ROOT, "%n%-14s %-14s %9s%n", "label", "tagged as", "steps");
    for (TaggingMetrics.Confusion pair : metrics.mostConfused(CONFUSIONS)) {
      out.printf(Locale.ROOT, "%-14s %-14s %9d%n", pair.label(), pair.predicted(), pair.steps());
    }
    out.println();
  }
}
