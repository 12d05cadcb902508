package org.sparkrnn.ml.evaluation;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.sparkrnn.data.EditDistance;

/** Everything transcription metrics are computed from, added up over rows. */
public final class TranscriptCounts extends MeasuredCounts {
  /** Errors against so many tokens: labels, characters or words. */
  public static final class Errors implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Tokens of the labels. */
    public long tokens;

    /** Tokens that are others. */
    public long substitutions;

    /** Tokens that are not there. */
    public long insertions;

    /** Tokens that were left out. */
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

    /** All of them. */
    public long errors() {
      return substitutions + insertions + deletions;
    }

    /** Errors a token, which can be more than 1; NaN where there are no tokens. */
    public double rate() {
      return (double) errors() / tokens;
    }
  }

  private static final long serialVersionUID = 1L;

  /** Rows. */
  public long sequences;

  /** Of all rows' inputs. */
  public long steps;

  /** Rows without an error. */
  public long exact;

  /** Of the labels. */
  public final Errors labels = new Errors();

  /** Of the characters of strings. */
  public final Errors characters = new Errors();

  /** Of the words of strings. */
  public final Errors words = new Errors();

  /** Summed over labels whose loss is known. */
  public double loss;

  /** How many these are. */
  public long lossLabels;

  /**
   * Adds a row of labels.
   *
   * @param inputSteps of its input
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
