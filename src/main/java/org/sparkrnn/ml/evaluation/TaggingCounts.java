package org.sparkrnn.ml.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Set;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Spans;
import org.sparkrnn.data.Vocabulary;

/** Everything tagging metrics are computed from, added up over sequences. */
public final class TaggingCounts extends MeasuredCounts {
  private static final long serialVersionUID = 1L;

  /** Whether a row has one label, and is counted as a sequence of one step. */
  public boolean ofSequence;

  /** Whether the error of a row is its share of wrong labels instead of its loss. */
  public boolean errorsAreShares;

  /** The counts of further targets; the first target is counted here. */
  public final ArrayList<TaggingCounts> further = new ArrayList<>();

  /** Rows. */
  public long sequences;

  /** The number of steps of all rows. */
  public long steps;

  /** The number of steps whose token is not in the vocabulary. */
  public long unknownSteps;

  /** The number of these that are tagged correctly. */
  public long unknownCorrect;

  /** Cross-entropy in nats, summed over {@link #lossSteps}. */
  public double loss;

  /** The number of steps whose label the model knows. */
  public long lossSteps;

  /** The number of spans in the data. */
  public long goldSpans;

  /** The number of predicted spans. */
  public long predictedSpans;

  /** The number of spans in both. */
  public long commonSpans;

  /** How many spans of each type are in the data, are predicted, and are in both. */
  public final HashMap<String, long[]> spansByType = new HashMap<>();

  /** The number of steps by label and predicted tag. */
  public final HashMap<String, HashMap<String, Long>> confusion = new HashMap<>();

  /**
   * Adds one sequence.
   *
   * @param unknown which steps' tokens are not in the vocabulary, or null
   */
  public TaggingCounts add(String[] labels, String[] predicted, boolean[] unknown) {
    if (labels.length != predicted.length) {
      throw new InvalidInputException(
          "%d labels but %d predictions; every step needs one of each"
              .formatted(labels.length, predicted.length));
    }
    sequences++;
    steps += labels.length;
    for (int t = 0; t < labels.length; t++) {
      confusion.computeIfAbsent(labels[t], l -> new HashMap<>()).merge(predicted[t], 1L, Long::sum);
      if (unknown != null && unknown[t]) {
        unknownSteps++;
        unknownCorrect += labels[t].equals(predicted[t]) ? 1 : 0;
      }
    }
    Set<Spans.Span> gold = Spans.of(labels);
    Set<Spans.Span> found = Spans.of(predicted);
    goldSpans += gold.size();
    predictedSpans += found.size();
    Set<Spans.Span> common = new HashSet<>(gold);
    common.retainAll(found);
    commonSpans += common.size();
    countTypes(gold, 0);
    countTypes(found, 1);
    countTypes(common, 2);
    return this;
  }

  private void countTypes(Set<Spans.Span> spans, int which) {
    spans.forEach(span -> spansByType.computeIfAbsent(span.type(), t -> new long[3])[which]++);
  }

  /** Which tokens are not in a vocabulary; null if there is none. */
  public static boolean[] unknown(Vocabulary vocabulary, String[] tokens) {
    if (vocabulary == null) {
      return null;
    }
    boolean[] unknown = new boolean[tokens.length];
    for (int t = 0; t < tokens.length; t++) {
      unknown[t] = vocabulary.find(tokens[t]) < 0;
    }
    return unknown;
  }

  /** Adds the counts of other sequences. */
  public TaggingCounts merge(TaggingCounts other) {
    sequences += other.sequences;
    steps += other.steps;
    unknownSteps += other.unknownSteps;
    unknownCorrect += other.unknownCorrect;
    loss += other.loss;
    lossSteps += other.lossSteps;
    errorsAreShares |= other.errorsAreShares;
    goldSpans += other.goldSpans;
    predictedSpans += other.predictedSpans;
    commonSpans += other.commonSpans;
    for (int i = 0; i < further.size(); i++) {
      further.get(i).merge(other.further.get(i));
    }
    other.spansByType.forEach(
        (type, counts) -> {
          long[] own = spansByType.computeIfAbsent(type, t -> new long[3]);
          for (int i = 0; i < own.length; i++) {
            own[i] += counts[i];
          }
        });
    other.confusion.forEach(
        (label, row) ->
            row.forEach(
                (tag, count) ->
                    confusion
                        .computeIfAbsent(label, l -> new HashMap<>())
                        .merge(tag, count, Long::sum)));
    return this;
  }
}
