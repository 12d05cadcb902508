package org.sparkrnn.ml.evaluation;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.sparkrnn.data.EditDistance;

/** Everything transcription metrics are computed from, added up over rows. */
public final class TranscriptCounts extends MeasuredCounts {
  /** Errors and the number of tokens, which are labels, characters or words. */
  public static final class Errors implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The number of expected tokens. */
    public long tokens;

    /** The number of substituted tokens. */
    public long substitutions;

    /** The number of inserted tokens. */
    public long insertions;

    /** The number of deleted tokens. */
    public long deletions;

    /** Adds a row. */
    public void add(String[] labels, String[] predicted) {
      Map<String, Integer> ids = new HashMap<>();
      int[] wanted = ids(labels, ids);
      int[] found = ids(predicted, ids);
      int[] counts = EditDistance.counts(found, 0, found.length, wanted, 0, wanted.length);
      tokens += wanted.length;
      substitutions += counts[1];
      insertions += counts[2];
      deletions += counts[3];
    }

    private static int[] ids(String[] texts, Map<String, Integer> ids) {
      int[] all = new int[texts.length];
      for (int i = 0; i < all.length; i++) {
        all[i] = ids.computeIfAbsent(texts[i], text -> ids.size());
      }
      return all;
    }

    private void merge(Errors other) {
      tokens += other.tokens;
      substitutions += other.substitutions;
      insertions += other.insertions;
      deletions += other.deletions;
    }

    /** The number of all errors. */
    public long errors() {
      return substitutions + insertions + deletions;
    }

    /** Errors per token, which can exceed 1; NaN without tokens. */
    public double rate() {
      return tokens == 0 ? Double.NaN : (double) errors() / tokens;
    }
  }

  private static final long serialVersionUID = 1L;

  /** Rows. */
  public long sequences;

  /** Steps of the inputs of all rows. */
  public long steps;

  /** The number of rows without an error. */
  public long exact;

  /** Errors of labels. */
  public final Errors labels = new Errors();

  /** Errors of characters, for strings. */
  public final Errors characters = new Errors();

  /** Errors of words, for strings. */
  public final Errors words = new Errors();

  /** The loss, summed over labels whose loss is known. */
  public double loss;

  /** The number of these labels. */
  public long lossLabels;

  /**
   * Adds a row of labels.
   *
   * @param inputSteps steps of the row's input
   */
  public TranscriptCounts add(String[] wanted, String[] predicted, int inputSteps) {
    sequences++;
    steps += inputSteps;
    exact += Arrays.equals(wanted, predicted) ? 1 : 0;
    labels.add(wanted, predicted);
    return this;
  }

  /** Adds the counts of other rows. */
  public TranscriptCounts merge(TranscriptCounts other) {
    sequences += other.sequences;
    steps += other.steps;
    exact += other.exact;
    labels.merge(other.labels);
    characters.merge(other.characters);
    words.merge(other.words);
    loss += other.loss;
    lossLabels += other.lossLabels;
    return this;
  }
}
