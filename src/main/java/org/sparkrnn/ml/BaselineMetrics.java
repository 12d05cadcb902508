package org.sparkrnn.ml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a baseline reached on a data set, under the names that the jobs print. */
public final class BaselineMetrics {
  private final String name;
  private final long sequences;
  private final long tokens;
  private final Map<String, Double> values = new LinkedHashMap<>();
  private final Map<String, Double> settings = new LinkedHashMap<>();
  private List<String> notes = List.of();

  BaselineMetrics(String name, long sequences, long tokens) {
    this.name = name;
    this.sequences = sequences;
    this.tokens = tokens;
  }

  BaselineMetrics with(String metric, double value) {
    values.put(metric, value);
    return this;
  }

  BaselineMetrics setting(String param, double value) {
    settings.put(param, value);
    return this;
  }

  BaselineMetrics notes(List<String> sentences) {
    notes = List.copyOf(sentences);
    return this;
  }

  /** The baseline's name: hmm, naiveBayes and so on. */
  public String name() {
    return name;
  }

  /** Rows. */
  public long sequences() {
    return sequences;
  }

  /** What was predicted: tokens of a language, labels of a tagger, rows of a classifier, steps. */
  public long tokens() {
    return tokens;
  }

  /** Every metric by its name, in the order of printing; NaN where its denominator is 0. */
  public Map<String, Double> values() {
    return Collections.unmodifiableMap(values);
  }

  /** What it was set to or learned, that tells it from others of its name: an order, a period. */
  public Map<String, Double> settings() {
    return Collections.unmodifiableMap(settings);
  }

  /** What must be known of how it was made: sentences, mostly none. */
  public List<String> notes() {
    return notes;
  }

  /**
   * One metric.
   *
   * @throws IllegalArgumentException if this baseline does not have it
   */
  public double get(String metric) {
    Double value = values.get(metric);
    if (value == null) {
      throw new IllegalArgumentException(
          "baseline %s has no metric %s; its metrics are %s"
              .formatted(name, metric, String.join(", ", values.keySet())));
    }
    return value;
  }
}
