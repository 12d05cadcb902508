package org.sparkrnn.ml.evaluation;

/** Everything the metrics of a language model are computed from, added up over texts. */
public final class LanguageModelCounts extends MeasuredCounts {
  private static final long serialVersionUID = 1L;

  /** Rows. */
  public long sequences;

  /** The number of predictions: tokens and ends of rows. */
  public long tokens;

  /** Negative log-probabilities, summed over {@link #tokens}. */
  public double nats;

  /** Adds a part of the text. */
  public LanguageModelCounts add(long moreSequences, long moreTokens, double moreNats) {
    sequences += moreSequences;
    tokens += moreTokens;
    nats += moreNats;
    return this;
  }

  /** Adds the counts of other texts. */
  public LanguageModelCounts merge(LanguageModelCounts other) {
    return add(other.sequences, other.tokens, other.nats);
  }
}
