package org.sparkrnn.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.Locale;
import org.sparkrnn.ml.LanguageModelMetrics;

/** A language model's metrics as JSON and for people. */
record LanguageModelTaskMetrics(LanguageModelMetrics metrics) implements TaskMetrics {
  @Override
  public MainMetric mainMetric() {
    return MainMetric.lower("nats");
  }

  /** Adds nats, perplexity, bitsPerToken. */
  @Override
  public void put(ObjectNode json) {
    Json.put(json, "nats", metrics.nats());
    Json.put(json, "perplexity", metrics.perplexity());
    Json.put(json, "bitsPerToken", metrics.bitsPerToken());
  }

  @Override
  public void print(PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%.4f nats per token, perplexity %.3f, %.4f bits per token, over %d tokens%n%n",
        metrics.nats(),
        metrics.perplexity(),
        metrics.bitsPerToken(),
        metrics.tokens());
  }
}
