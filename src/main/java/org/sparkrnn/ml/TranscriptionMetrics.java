package org.sparkrnn.ml;

import org.sparkrnn.ml.evaluation.TranscriptCounts;
import org.sparkrnn.ml.param.kind.LabelUnit;

/**
 * How well transcripts agree with labels. Errors are the smallest number of substitutions,
 * insertions and deletions that turn one into the other. They are summed over all rows and divided
 * by the number of labels, so a rate can be above 1.
 */
public final class TranscriptionMetrics extends CountedMetrics {
  /**
   * Errors of one kind of token.
   *
   * @param tokens number of tokens of the labels
   * @param substitutions number of tokens in place of other tokens
   * @param insertions number of tokens that are not in the labels
   * @param deletions number of tokens that were left out
   * @param rate errors per token; NaN without tokens
   */
  public record Errors(
      long tokens, long substitutions, long insertions, long deletions, double rate) {}

  private final TranscriptCounts counts;
  private final LabelUnit unit;

  TranscriptionMetrics(TranscriptCounts counts, LabelUnit unit) {
    super(counts);
    this.counts = counts;
    this.unit = unit;
  }

  @Override
  String exampleError() {
    return "errors per label";
  }

  /** The number of rows. */
  @Override
  public long sequences() {
    return counts.sequences;
  }

  /** The number of steps of all inputs; 0 if only predictions were given. */
  @Override
  public long steps() {
    return counts.steps;
  }

  /**
   * Mean loss per label in nats, over the rows that have enough steps for their labels and all of
   * whose labels the model knows; an empty transcript counts as one label. NaN if it was not
   * computed.
   */
  @Override
  public double loss() {
    return counts.loss / counts.lossLabels;
  }

  /** Whether transcripts are strings, so that they have characters and words. */
  public boolean strings() {
    return unit.string();
  }

  /** The errors in labels. */
  public Errors labels() {
    return errors(counts.labels);
  }

  /** Errors of characters, if transcripts are strings. */
  public Errors characters() {
    return errors(counts.characters);
  }

  /** Errors of words, if transcripts are strings. */
  public Errors words() {
    return errors(counts.words);
  }

  private static Errors errors(TranscriptCounts.Errors errors) {
    return new Errors(
        errors.tokens, errors.substitutions, errors.insertions, errors.deletions, errors.rate());
  }

  /** Errors per label; NaN without labels. */
  public double labelErrorRate() {
    return counts.labels.rate();
  }

  /** Errors per character; NaN unless transcripts are strings. */
  public double characterErrorRate() {
    return counts.characters.rate();
  }

  /**
   * Errors per word, where words are separated by white space; NaN unless transcripts are strings.
   */
  public double wordErrorRate() {
    return counts.words.rate();
  }

  /** Fraction of the rows whose transcript has an error; NaN without rows. */
  public double sequenceErrorRate() {
    return (double) (counts.sequences - counts.exact) / counts.sequences;
  }
}
