package org.sparkrnn.ml.settings;

import java.util.Map;
import org.sparkrnn.data.Spans;
import org.sparkrnn.ml.column.Roughness;
import org.sparkrnn.ml.column.SequenceInput;
import org.sparkrnn.ml.column.SequenceRows;

/**
 * The facts about training data from which settings follow.
 *
 * @param tokens whether steps are tokens; otherwise they are numbers
 * @param characters whether these tokens are the characters of texts
 * @param series whether rows are cut from series as windows
 * @param rows the number of training sequences
 * @param steps the number of their steps
 * @param pieces the number of pieces that can be held out one by one: rows, or whole series if each
 *     row holds one
 * @param labels how often each label occurs; with several targets, for the first one with spans, or
 *     else for the first one; empty if targets are numbers
 * @param roughness of sequences of numbers ({@link Roughness}); NaN if it was not measured
 * @param validated whether there are separate validation rows
 */
public record DataFacts(
    boolean tokens,
    boolean characters,
    boolean series,
    long rows,
    long steps,
    long pieces,
    Map<String, Long> labels,
    double roughness,
    boolean validated) {
  private static final double SMOOTH = 0.1; // a correlation of 0.95 between neighbours

  /** The facts that the passes over the training rows have found. */
  public static DataFacts of(
      SequenceInput input, SequenceRows.Counts counts, double roughness, boolean validated) {
    return new DataFacts(
        input.tokens(),
        input.characters() || counts.single(),
        false,
        counts.rows(),
        counts.steps(),
        counts.rows(),
        labels(counts),
        roughness,
        validated);
  }

  /** The labels of the first target with spans, or else of the first target. */
  private static Map<String, Long> labels(SequenceRows.Counts counts) {
    return counts.targets().stream()
        .map(SequenceRows.LabelCounts::labels)
        .filter(DataFacts::ofSpans)
        .findFirst()
        .orElse(counts.labels());
  }

  private static boolean ofSpans(Map<String, Long> labels) {
    return labels.size() > 1 && labels.keySet().stream().allMatch(Spans::isTag);
  }

  /** The smallest possible training data, before anything is counted. */
  public static DataFacts least(SequenceInput input, boolean validated) {
    return new DataFacts(
        input.tokens(), input.characters(), false, 1, 1, 1, Map.of(), Double.NaN, validated);
  }

  /**
   * Facts about series that are cut into windows, about one per step.
   *
   * @param pieces the number of rows that hold them, which are steps or whole series
   */
  public static DataFacts ofSeries(long pieces, long steps, boolean validated) {
    return new DataFacts(false, false, true, steps, steps, pieces, Map.of(), Double.NaN, validated);
  }

  /** The mean number of steps per sequence. */
  public double meanLength() {
    return rows == 0 ? 0 : (double) steps / rows;
  }

  /** Whether sequences are smooth curves: each step is close to the step before. */
  public boolean smooth() {
    return roughness < SMOOTH;
  }

  /** The mean number of steps per series, if rows are cut from series. */
  public long seriesLength() {
    return pieces == 0 || pieces == steps ? steps : steps / pieces;
  }

  /** Whether labels mark where spans begin and end, as B-PER, I-PER and O do. */
  public boolean spans() {
    return ofSpans(labels);
  }

  /** Whether the most frequent label is at least ten times as frequent as the median one. */
  public boolean unbalanced() {
    long[] counts = labels.values().stream().mapToLong(Long::longValue).sorted().toArray();
    return counts.length > 1 && counts[counts.length - 1] >= 10 * counts[(counts.length - 1) / 2];
  }
}
