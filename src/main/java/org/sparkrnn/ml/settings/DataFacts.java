package org.sparkrnn.ml.settings;

import java.util.Map;
import org.sparkrnn.data.Spans;
import org.sparkrnn.ml.column.Roughness;
import org.sparkrnn.ml.column.SequenceInput;
import org.sparkrnn.ml.column.SequenceRows;

/**
 * What training data looks like, as far as settings follow from it.
 *
 * @param tokens whether steps are tokens, else numbers
 * @param characters whether these tokens are the characters of texts
 * @param series whether rows are cut from series as windows
 * @param rows sequences to train on
 * @param steps of all of them
 * @param pieces what can be held out one by one: the rows, but of series that rows hold whole,
 *     these
 * @param labels how often each occurs, of several targets those of the first of spans, or else of
 *     the first; empty where targets are numbers
 * @param roughness of sequences of numbers ({@link Roughness}); NaN where nobody looked
 * @param validated whether rows to validate on are there beside these
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

  /** What passes over the rows to train on have found. */
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

  /** Those of the first target of spans; without such of the first target. */
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

  /** The least that can be trained on, where nothing is counted yet. */
  public static DataFacts least(SequenceInput input, boolean validated) {
    return new DataFacts(
        input.tokens(), input.characters(), false, 1, 1, 1, Map.of(), Double.NaN, validated);
  }

  /**
   * Of series that are cut into windows, about one a step.
   *
   * @param pieces the rows that hold them: steps, or whole series
   */
  public static DataFacts ofSeries(long pieces, long steps, boolean validated) {
    return new DataFacts(false, false, true, steps, steps, pieces, Map.of(), Double.NaN, validated);
  }

  /** Steps a sequence, on average. */
  public double meanLength() {
    return rows == 0 ? 0 : (double) steps / rows;
  }

  /** Whether sequences are smooth curves: a step is nearly what the step before was. */
  public boolean smooth() {
    return roughness < SMOOTH;
  }

  /** Steps a series, on average, where rows are cut from series. */
  public long seriesLength() {
    return pieces == 0 || pieces == steps ? steps : steps / pieces;
  }

  /** Whether labels say where spans begin and end, as B-PER, I-PER and O. */
  public boolean spans() {
    return ofSpans(labels);
  }

  /** Whether the most frequent label is ten times as frequent as the one in the middle. */
  public boolean unbalanced() {
    long[] counts = labels.values().stream().mapToLong(Long::longValue).sorted().toArray();
    return counts.length > 1 && counts[counts.length - 1] >= 10 * counts[(counts.length - 1) / 2];
  }
}
