package org.sparkrnn.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import org.sparkrnn.ml.TaggingMetrics;

/** A tagger's metrics as JSON and as tables for people. */
record TaggingTaskMetrics(TaggingMetrics metrics) implements TaskMetrics {
  /**
   * That of the first target; if there are several, each has its own under its name in {@code
   * targets}.
   */
  @Override
  public MainMetric mainMetric() {
    return metrics.bio() ? MainMetric.higher("spanF1") : MainMetric.higher("accuracy");
  }

  /** Adds accuracy, unknownAccuracy and, for labels of spans, F1 of all spans and of each type. */
  @Override
  public void put(ObjectNode json) {
    put(json, metrics);
    if (metrics.targets().size() > 1) {
      ObjectNode targets = json.putObject("targets");
      metrics
          .targets()
          .forEach(
              (name, target) -> {
                ObjectNode of = targets.putObject(name);
                Json.put(of, "loss", target.loss());
                put(of, target);
              });
    }
  }

  private static void put(ObjectNode json, TaggingMetrics metrics) {
    Json.put(json, "accuracy", metrics.accuracy());
    if (metrics.ofSequence()) {
      Json.put(json, "macroF1", metrics.macroF1());
      Json.put(json, "macroRecall", metrics.macroRecall());
      return;
    }
    Json.put(json, "unknownAccuracy", metrics.unknownAccuracy());
    if (metrics.bio()) {
      Json.put(json, "spanF1", metrics.spanF1());
      Json.put(json, "spanPrecision", metrics.spanPrecision());
      Json.put(json, "spanRecall", metrics.spanRecall());
      ObjectNode types = json.putObject("spanTypes");
      for (TaggingMetrics.TagMetrics type : metrics.spanTypes()) {
        ObjectNode of = types.putObject(type.tag());
        Json.put(of, "precision", type.precision());
        Json.put(of, "recall", type.recall());
        Json.put(of, "f1", type.f1());
        of.put("spans", type.support());
      }
    }
  }

  /**
   * Prints precision, recall and F1 of each type of spans and of each tag, and the most confused
   * pairs.
   */
  @Override
  public void print(PrintStream out) {
    if (metrics.targets().size() < 2) {
      print(out, metrics);
      return;
    }
    metrics
        .targets()
        .forEach(
            (name, target) -> {
              out.println(name + ":");
              out.println();
              print(out, target);
            });
  }

  private static void print(PrintStream out, TaggingMetrics metrics) {
    if (metrics.bio()) {
      LabelTables.print(out, "type", "spans", metrics.spanTypes());
      out.println();
    }
    LabelTables.print(
        out,
        metrics.ofSequence() ? "class" : "tag",
        metrics.ofSequence() ? "rows" : "steps",
        metrics.ofSequence() ? "predicted" : "tagged as",
        metrics.tags(),
        metrics.mostConfused(LabelTables.CONFUSIONS));
  }
}
