package org.sparkrnn.predict;

/**
 * The probability of a text.
 *
 * @param tokens the number of predicted tokens, including the end of the text
 * @param logProbability the log-probability in nats
 */
public record TextScore(int tokens, double logProbability) {
  /** The exponential of the negative mean log-probability per token. */
  public double perplexity() {
    return Math.exp(-logProbability / tokens);
  }
}
