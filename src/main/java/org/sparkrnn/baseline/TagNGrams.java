package org.sparkrnn.baseline;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Probabilities of a tag after the two before it, interpolated from n-grams of orders 1 to n:
 *
 * <pre>
 *   P(t3 | t1 t2) = l1 f(t3) + l2 f(t3 | t2) + l3 f(t3 | t1 t2)       f: relative frequencies
 * </pre>
 *
 * The weights are found by deleted interpolation: every trigram seen votes, as often as it was
 * seen, for the order that predicts it best once this one occurrence is taken out (Brants, TnT - A
 * Statistical Part-of-Speech Tagger, 2000, figure 1). A millionth is spread evenly over all tags,
 * so that no path is impossible.
 */
final class TagNGrams implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final double EVEN = 1e-6;

  private final int outcomes; // tags and the end
  private final NGramTrie counts;
  private final double[] lambda; // [order]

  /**
   * @param outcomes ids below this can be predicted
   * @param counts all n-grams up to the order, of sequences that begin with two start tags
   */
  TagNGrams(int outcomes, NGramTrie counts) {
    this.outcomes = outcomes;
    this.counts = counts;
    lambda = deletedInterpolation(counts);
  }

  private static double[] deletedInterpolation(NGramTrie counts) {
    int order = counts.order();
    double[] votes = new double[order];
    counts.forEach(
        (ids, count) -> {
          if (ids.length == order) {
            int best = order - 1;
            for (int n = order; n >= 1; n--) { // of equal ones the longest
              if (withoutOne(counts, ids, n) > withoutOne(counts, ids, best + 1)) {
                best = n - 1;
              }
            }
            votes[best] += count;
          }
        });
    double all = Arrays.stream(votes).sum();
    for (int n = 0; n < order; n++) {
      votes[n] = all == 0 ? 1.0 / order : votes[n] / all;
    }
    return votes;
  }

  /** (c(h w) - 1) / (c(h) - 1) for the last n of the ids; 0 where nothing else was seen. */
  private static double withoutOne(NGramTrie counts, int[] ids, int n) {
    int h = counts.find(ids, ids.length - n, ids.length - 1);
    double others = counts.total(h) - 1.0;
    int hw = counts.child(h, ids[ids.length - 1]);
    return others <= 0 ? 0 : (counts.count(hw) - 1) / others;
  }

  /** P(t3 | t1 t2); with order 1, t1 is not looked at. */
  double probability(int t1, int t2, int t3) {
    double p = lambda[0] * frequency(NGramTrie.ROOT, t3);
    int h = counts.child(NGramTrie.ROOT, t2);
    p += lambda[1] * frequency(h, t3);
    if (lambda.length > 2) {
      int h1 = counts.child(NGramTrie.ROOT, t1);
      p += lambda[2] * frequency(h1 < 0 ? -1 : counts.child(h1, t2), t3);
    }
    return (1 - EVEN) * p + EVEN / outcomes;
  }

  /** The weights of the orders 1, 2, ... */
  double[] weights() {
    return lambda.clone();
  }

  private double frequency(int h, int t) {
    if (h < 0 || counts.total(h) == 0) {
      return 0;
    }
    int ht = counts.child(h, t);
    return ht < 0 ? 0 : (double) counts.count(ht) / counts.total(h);
  }
}
