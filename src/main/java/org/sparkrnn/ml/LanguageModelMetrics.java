package org.sparkrnn.ml;

import org.sparkrnn.ml.evaluation.MeasuredCounts;

/** How well a language model predicts a text. Not a record: it travels in task results. */
public final class LanguageModelMetrics extends MeasuredCounts implements SequenceMetrics {
  private static final long serialVersionUID = 1L;

  private long sequences;
  private long tokens;
  private double nats; // summed

  LanguageModelMetrics(long sequences, long tokens, double nats) {
    this.sequences = sequences;
    this.tokens = tokens;
    this.nats = nats;
  }

  /** Adds a part of the text. */
  LanguageModelMetrics add(long moreSequences, long moreTokens, double moreNats) {
    sequences += moreSequences;
    tokens += moreTokens;
    nats += moreNats;
    return this;
  }

  LanguageModelMetrics merge(LanguageModelMetrics other) {
    return add(other.sequences, other.tokens, other.nats);
  }

  /** Rows. */
  @Override
  public long sequences() {
    return sequences;
  }

  /** What was predicted: the tokens of all rows and the ends of rows. */
  public long tokens() {
    return tokens;
  }

  /** The same as {@link #tokens}. */
  @Override
  public long steps() {
    return tokens;
  }

  /** The same as {@link #nats}. */
  @Override
  public double loss() {
    return nats();
  }

  /** Mean negative log-probability of a token, in nats. */
  public double nats() {
    return nats / tokens;
  }

  /** exp of {@link #nats}. */
  public double perplexity() {
    return Math.exp(nats());
  }

  /** The same in bits; a character's, if tokens are characters. */
  public double bitsPerToken() {
    return nats() / Math.log(2);
  }
}
