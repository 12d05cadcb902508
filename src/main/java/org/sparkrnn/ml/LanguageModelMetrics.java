package org.sparkrnn.ml;

import org.sparkrnn.ml.evaluation.LanguageModelCounts;

/** How well a language model predicts a text. */
public final class LanguageModelMetrics extends CountedMetrics {
  private final LanguageModelCounts counts;

  LanguageModelMetrics(LanguageModelCounts counts) {
    super(counts);
    this.counts = counts;
  }

  /** Rows. */
  @Override
  public long sequences() {
    return counts.sequences;
  }

  /** What was predicted: the tokens of all rows and the ends of rows. */
  public long tokens() {
    return counts.tokens;
  }

  /** The same as {@link #tokens}. */
  @Override
  public long steps() {
    return counts.tokens;
  }

  /** The same as {@link #nats}. */
  @Override
  public double loss() {
    return nats();
  }

  /** Mean negative log-probability of a token, in nats. */
  public double nats() {
    return counts.nats / counts.tokens;
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
