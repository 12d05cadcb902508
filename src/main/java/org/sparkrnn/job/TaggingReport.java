package org.sparkrnn.job;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.Locale;
import org.sparkrnn.ml.TaggingMetrics;

/** A tagger's metrics as JSON and as tables for people. */
final class TaggingReport {
  private static final int CONFUSIONS = 10;

  private TaggingReport() {}

  /** Adds accuracy, unknownAccuracy and, for BIO tags, spanF1. */
  static void putMetrics(ObjectNode json, TaggingMetrics metrics) {
    Json.put(json, "accuracy", metrics.accuracy());
    Json.put(json, "unknownAccuracy", metrics.unknownAccuracy());
    if (metrics.bio()) {
      Json.put(json, "spanF1", metrics.spanF1());
    }
  }

  /** {@code baseline}: its name and the same metrics. */
  static ObjectNode baseline(ObjectMapper mapper, TaggingMetrics metrics) {
    ObjectNode json = mapper.createObjectNode().put("name", "mostFrequentTag");
    putMetrics(json, metrics);
    return json;
  }

  /** Precision, recall and F1 of each tag, and the most confused pairs. */
  static void print(PrintStream out, TaggingMetrics metrics) {
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
