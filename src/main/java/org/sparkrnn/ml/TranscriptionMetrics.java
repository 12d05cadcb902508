package org.sparkrnn.ml;

import org.sparkrnn.ml.evaluation.TranscriptCounts;
import org.sparkrnn.ml.param.kind.LabelUnit;

/**
 * How well transcripts agree with labels: by the least number of substitutions, insertions and
 * deletions that make one of the other, summed over all rows and divided by the number of labels,
 * so that a rate can be above 1.
 */
public final class TranscriptionMetrics extends CountedMetrics {
  /**
   * Errors of one kind of token.
   *
   * @param tokens of the labels
   * @param substitutions tokens in place of others
   * @param insertions tokens that the labels have not
   * @param deletions tokens that were left out
   * @param rate errors a token; NaN where there are no tokens
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

  /** Rows. */
  @Override
  public long sequences() {
    return counts.sequences;
  }

  /** Steps of all inputs; 0 where only predictions were seen. */
  @Override
  public long steps() {
    return counts.steps;
  }

  /**
   * Mean loss a label in nats, over the rows whose labels the model knows all and that have steps
   * enough for them; an empty transcript counts as one label. NaN where it was not computed.
   */
  @Override
  public double loss() {
    return counts.loss / counts.lossLabels;
  }

  /** Whether transcripts are strings, so that they have characters and words. */
  public boolean strings() {
    return unit.string();
  }

  /** Errors of labels. */
  public Errors labels() {
    return errors(counts.labels);
  }

  /** Errors of characters, of transcripts that are strings. */
  public Errors characters() {
    return errors(counts.characters);
  }

  /** Errors of words, of transcripts that are strings. */
  public Errors words() {
    return errors(counts.words);
  }

  private static Errors errors(TranscriptCounts.Errors errors) {
    return new Errors(
        errors.tokens, errors.substitutions, errors.insertions, errors.deletions, errors.rate());
  }

  /** Errors a label; NaN where there are no labels. */
  public double labelErrorRate() {
    return counts.labels.rate();
  }

  /** Errors a character; NaN unless transcripts are strings. */
  public double characterErrorRate() {
    return counts.characters.rate();
  }

  /** Errors a word, words being what stands between white space; NaN unless they are strings. */
  public double wordErrorRate() {
    return counts.words.rate();
  }

  /** Share of the rows whose transcript has an error; NaN where there are no rows. */
  public double sequenceErrorRate() {
    return (double) (counts.sequences - counts.exact) / counts.sequences;
  }
}
