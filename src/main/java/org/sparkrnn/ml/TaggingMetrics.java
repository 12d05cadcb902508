package org.sparkrnn.ml;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sparkrnn.data.Spans;
import org.sparkrnn.ml.evaluation.TaggingCounts;

/**
 * How well predicted tags agree with labels. All fractions refer to real steps, because there is no
 * padding.
 */
public final class TaggingMetrics extends CountedMetrics {
  private static final int MOST_TARGETS = 6; // whose labels a report shows

  /** The metrics of one tag or type of spans, each from 0 to 1; 0 if the denominator is 0. */
  public record TagMetrics(String tag, double precision, double recall, double f1, long support) {}

  /** The number of steps labelled {@code label} that were tagged {@code predicted}. */
  public record Confusion(String label, String predicted, long steps) {}

  private final TaggingCounts counts;
  private final List<String> names; // of the targets' columns

  TaggingMetrics(TaggingCounts counts) {
    this(counts, List.of());
  }

  /**
   * @param names the names of the targets' columns; empty if there is only one, without a name
   */
  TaggingMetrics(TaggingCounts counts, List<String> names) {
    super(counts);
    this.counts = counts;
    this.names = names;
  }

  /**
   * The metrics of each target by the name of its column, in the order of labelCols. This object
   * has the metrics of the first target.
   */
  public Map<String, TaggingMetrics> targets() {
    Map<String, TaggingMetrics> targets = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      targets.put(names.get(i), i == 0 ? this : new TaggingMetrics(counts.further.get(i - 1)));
    }
    return targets;
  }

  /** Whether the label belongs to the whole sequence, so that each sequence counts as one step. */
  public boolean ofSequence() {
    return counts.ofSequence;
  }

  /** The number of measured sequences. */
  @Override
  public long sequences() {
    return counts.sequences;
  }

  /** The number of steps of all sequences. */
  @Override
  public long steps() {
    return counts.ofSequence
        ? counts.further.stream()
            .filter(target -> !target.ofSequence)
            .mapToLong(target -> target.steps)
            .findFirst()
            .orElse(counts.steps)
        : counts.steps;
  }

  /**
   * Mean cross-entropy per step, in nats, over the steps whose label the model knows. For a crf it
   * is the cross-entropy of whole sequences divided by their steps, over the sequences all of whose
   * labels the model knows. NaN if it was not computed.
   */
  @Override
  public double loss() {
    return counts.loss / counts.lossSteps;
  }

  /** Fraction of the steps that are tagged correctly; NaN without steps. */
  public double accuracy() {
    long correct = 0;
    for (Map.Entry<String, ? extends Map<String, Long>> row : counts.confusion.entrySet()) {
      correct += row.getValue().getOrDefault(row.getKey(), 0L);
    }
    return (double) correct / counts.steps;
  }

  /** Fraction of the steps with unknown tokens that are tagged correctly; NaN if there are none. */
  public double unknownAccuracy() {
    return (double) counts.unknownCorrect / counts.unknownSteps;
  }

  /** The number of steps with unknown tokens. */
  public long unknownSteps() {
    return counts.unknownSteps;
  }

  /** Whether the labels are BIO tags, so that they mark spans. */
  public boolean bio() {
    Set<String> labels = counts.ofSequence ? Set.of() : counts.confusion.keySet();
    return labels.stream().allMatch(Spans::isTag) && labels.stream().anyMatch(l -> !l.equals("O"));
  }

  /** F1 of exactly matching spans. */
  public double spanF1() {
    return f1(counts.commonSpans, counts.predictedSpans, counts.goldSpans);
  }

  /** Fraction of the predicted spans that are correct; 0 if there are none. */
  public double spanPrecision() {
    return ratio(counts.commonSpans, counts.predictedSpans);
  }

  /** Fraction of the correct spans that are predicted; 0 if there are none. */
  public double spanRecall() {
    return ratio(counts.commonSpans, counts.goldSpans);
  }

  /**
   * Precision, recall and F1 of the spans of each type, in descending order of the frequency of the
   * types.
   */
  public List<TagMetrics> spanTypes() {
    List<TagMetrics> types = new ArrayList<>();
    counts.spansByType.forEach(
        (type, n) ->
            types.add(
                new TagMetrics(
                    type, ratio(n[2], n[1]), ratio(n[2], n[0]), f1(n[2], n[1], n[0]), n[0])));
    types.sort(
        Comparator.comparingLong(TagMetrics::support).reversed().thenComparing(TagMetrics::tag));
    return types;
  }

  /** Mean F1 of the tags that occur as labels. */
  public double macroF1() {
    return tags().stream()
        .filter(tag -> tag.support() > 0)
        .mapToDouble(TagMetrics::f1)
        .average()
        .orElse(Double.NaN);
  }

  /** Mean recall of the tags that occur as labels. */
  public double macroRecall() {
    return tags().stream()
        .filter(tag -> tag.support() > 0)
        .mapToDouble(TagMetrics::recall)
        .average()
        .orElse(Double.NaN);
  }

  /** Precision, recall and F1 of each tag, in descending order of the frequency of the labels. */
  public List<TagMetrics> tags() {
    Map<String, Long> predicted = new LinkedHashMap<>();
    counts
        .confusion
        .values()
        .forEach(row -> row.forEach((tag, n) -> predicted.merge(tag, n, Long::sum)));
    Set<String> all = new HashSet<>(counts.confusion.keySet());
    all.addAll(predicted.keySet());
    List<TagMetrics> tags = new ArrayList<>();
    for (String tag : all) {
      Map<String, Long> row = counts.confusion.getOrDefault(tag, new java.util.HashMap<>());
      long support = row.values().stream().mapToLong(Long::longValue).sum();
      long hits = row.getOrDefault(tag, 0L);
      long found = predicted.getOrDefault(tag, 0L);
      tags.add(
          new TagMetrics(
              tag, ratio(hits, found), ratio(hits, support), f1(hits, found, support), support));
    }
    tags.sort(
        Comparator.comparingLong(TagMetrics::support).reversed().thenComparing(TagMetrics::tag));
    return tags;
  }

  @Override
  String exampleError() {
    return counts.errorsAreShares ? "share of wrong labels" : super.exampleError();
  }

  @Override
  void describe(ObjectNode json) {
    super.describe(json);
    describeLabels(json);
    if (bio()) {
      ReportJson.putLabels(json, "spans", spanTypes());
    }
    if (!counts.further.isEmpty()) {
      describeFurther(json);
    }
  }

  /** Adds the labels of the second and further targets. */
  private void describeFurther(ObjectNode json) {
    Map<String, TaggingMetrics> all = targets();
    json.put("target", names.get(0));
    ArrayNode further = json.putArray("further");
    for (String name : names.subList(1, Math.min(names.size(), MOST_TARGETS))) {
      ObjectNode of = further.addObject().put("target", ReportJson.cut(name));
      all.get(name).describeLabels(of);
      if (all.get(name).bio()) {
        ReportJson.putLabels(of, "spans", all.get(name).spanTypes());
      }
    }
  }

  /** Adds the figures of labels, and which are mistaken for which. */
  void describeLabels(ObjectNode json) {
    List<TagMetrics> tags = tags();
    ReportJson.putLabels(json, "labels", tags);
    ReportJson.putConfusion(json, tags, counts.confusion);
  }

  /** The most frequent mistakes, in descending order of frequency. */
  public List<Confusion> mostConfused(int most) {
    List<Confusion> pairs = new ArrayList<>();
    counts.confusion.forEach(
        (label, row) ->
            row.forEach(
                (tag, n) -> {
                  if (!label.equals(tag)) {
                    pairs.add(new Confusion(label, tag, n));
                  }
                }));
    pairs.sort(
        Comparator.comparingLong(Confusion::steps)
            .reversed()
            .thenComparing(Confusion::label)
            .thenComparing(Confusion::predicted));
    return pairs.subList(0, Math.min(most, pairs.size()));
  }

  private static double f1(long hits, long found, long wanted) {
    return ratio(2 * hits, found + wanted);
  }
}
