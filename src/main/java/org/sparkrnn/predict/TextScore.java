package org.sparkrnn.predict;

/**
 * How probable a text is.
 *
 * @param tokens predicted, its end among them
 * @param logProbability in nats
 */
public record TextScore(int tokens, double logProbability) {
  /** exp of the negative mean log-probability of a token. */
  public double perplexity() {
    return Math.exp(-logProbability / tokens);
  }
}
