package org.sparkrnn.ml;

import org.sparkrnn.ml.evaluation.LanguageModelCounts;

/** How well a language model predicts a text. */
public final class LanguageModelMetrics extends CountedMetrics {
  private final LanguageModelCounts counts;

  LanguageModelMetrics(LanguageModelCounts counts) {
    super(counts);
    this.counts = counts;
  }

  /** The number of rows. */
  @Override
  public long sequences() {
    return counts.sequences;
  }

  /** The number of predictions: the tokens of all rows and the ends of rows. */
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

  /** Mean negative log-probability per token, in nats. */
  public double nats() {
    return counts.nats / counts.tokens;
  }

  /** The exponential of {@link #nats}. */
  public double perplexity() {
    return Math.exp(nats());
  }

  /**
   * Mean negative log-probability per token, in bits; this is per character if tokens are
   * characters.
   */
  public double bitsPerToken() {
    return nats() / Math.log(2);
  }
}
