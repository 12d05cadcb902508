package org.sparkrnn.ml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The metrics of a baseline on a data set, under the names that the jobs print. */
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

  /** The name of the baseline, such as hmm or naiveBayes. */
  public String name() {
    return name;
  }

  /** The number of rows. */
  public long sequences() {
    return sequences;
  }

  /**
   * The number of predictions: tokens for a language model, labels for a tagger, rows for a
   * classifier, otherwise steps.
   */
  public long tokens() {
    return tokens;
  }

  /** All metrics by name, in the order in which they are printed; NaN if the denominator is 0. */
  public Map<String, Double> values() {
    return Collections.unmodifiableMap(values);
  }

  /**
   * Settings, given or learned, that distinguish it from other baselines of the same name, such as
   * an order or a period.
   */
  public Map<String, Double> settings() {
    return Collections.unmodifiableMap(settings);
  }

  /** Notes on how the baseline was fitted, as sentences; usually empty. */
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
