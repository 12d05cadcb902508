package org.sparkrnn.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.Locale;
import org.sparkrnn.ml.TranscriptionMetrics;

/** A transcriber's metrics as JSON and as a table for people. */
record TranscriptionTaskMetrics(TranscriptionMetrics metrics) implements TaskMetrics {
  @Override
  public MainMetric mainMetric() {
    return MainMetric.lower("labelErrorRate");
  }

  /** Adds the error rates, and the numbers of errors by kind. */
  @Override
  public void put(ObjectNode json) {
    Json.put(json, "labelErrorRate", metrics.labelErrorRate());
    if (metrics.strings()) {
      Json.put(json, "characterErrorRate", metrics.characterErrorRate());
      Json.put(json, "wordErrorRate", metrics.wordErrorRate());
    }
    Json.put(json, "sequenceErrorRate", metrics.sequenceErrorRate());
    put(json.putObject("labelErrors"), "labels", metrics.labels());
    if (metrics.strings()) {
      put(json.putObject("characterErrors"), "characters", metrics.characters());
      put(json.putObject("wordErrors"), "words", metrics.words());
    }
  }

  private static void put(ObjectNode json, String tokens, TranscriptionMetrics.Errors errors) {
    json.put(tokens, errors.tokens())
        .put("substitutions", errors.substitutions())
        .put("insertions", errors.insertions())
        .put("deletions", errors.deletions());
  }

  /** Prints errors of labels, characters and words by kind. */
  @Override
  public void print(PrintStream out) {
    out.printf(
        "%-12s %10s %14s %14s %14s %10s%n",
        "errors in", "reference", "substitutions", "insertions", "deletions", "rate");
    print(out, "labels", metrics.labels());
    if (metrics.strings()) {
      print(out, "characters", metrics.characters());
      print(out, "words", metrics.words());
    }
    out.println();
  }

  private static void print(PrintStream out, String name, TranscriptionMetrics.Errors errors) {
    out.printf(
        Locale.ROOT,
        "%-12s %10d %14d %14d %14d %10.4f%n",
        name,
        errors.tokens(),
        errors.substitutions(),
        errors.insertions(),
        errors.deletions(),
        errors.rate());
  }
}
