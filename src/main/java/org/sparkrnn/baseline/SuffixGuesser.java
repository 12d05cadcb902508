package org.sparkrnn.baseline;

import java.io.Serializable;
import java.util.HashMap;

/**
 * Guesses the tags of an unknown word from its last characters, with successive abstraction: from
 * the empty suffix to the longest known one,
 *
 * <pre>
 *   P(t | s_i) = (f(t | s_i) + theta P(t | s_(i-1))) / (1 + theta)
 * </pre>
 *
 * where f are relative frequencies among the rare words of training, whose tags are like those of
 * unknown words, and theta is the standard deviation of the tags' frequencies (Brants 2000, section
 * 2.3). Where Brants keeps capitalized words apart, this keeps four shapes apart, of which a word's
 * suffixes are counted first of all.
 */
final class SuffixGuesser implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int maxLength;
  private final double theta;
  private final double[] overall; // [K] P(t) among all words
  private final HashMap<String, long[]> bySuffix = new HashMap<>(); // shape and suffix -> [K]

  /**
   * @param maxLength longest suffix looked at, in characters
   * @param tagCounts how often each tag was seen, [K]
   */
  SuffixGuesser(int maxLength, long[] tagCounts) {
    this.maxLength = maxLength;
    int K = tagCounts.length;
    double all = 0;
    for (long count : tagCounts) {
      all += count;
    }
    overall = new double[K];
    double variance = 0;
    for (int k = 0; k < K; k++) {
      overall[k] = tagCounts[k] / all;
      variance += (overall[k] - 1.0 / K) * (overall[k] - 1.0 / K);
    }
    theta = K > 1 ? Math.sqrt(variance / (K - 1)) : 0;
  }

  /** Counts a rare word, {@code counts[k]} times with tag k. */
  void add(String word, long[] counts) {
    char shape = shape(word);
    for (int length = 0; length <= Math.min(maxLength, word.length()); length++) {
      long[] sum = bySuffix.computeIfAbsent(key(shape, word, length), s -> new long[counts.length]);
      for (int k = 0; k < counts.length; k++) {
        sum[k] += counts[k];
      }
    }
  }

  /** P(t | word) of every tag, [K]. */
  double[] probabilities(String word) {
    double[] p = overall.clone();
    char shape = shape(word);
    for (int length = 0; length <= Math.min(maxLength, word.length()); length++) {
      long[] counts = bySuffix.get(key(shape, word, length));
      if (counts == null) { // then longer ones were not seen either
        break;
      }
      double all = 0;
      for (long count : counts) {
        all += count;
      }
      for (int k = 0; k < p.length; k++) {
        p[k] = (counts[k] / all + theta * p[k]) / (1 + theta);
      }
    }
    return p;
  }

  private static String key(char shape, String word, int length) {
    return shape + word.substring(word.length() - length);
  }

  /** d: with a digit; s: without a letter; C: beginning with a capital; w: any other. */
  private static char shape(String word) {
    if (word.codePoints().anyMatch(Character::isDigit)) {
      return 'd';
    }
    if (word.codePoints().noneMatch(Character::isLetter)) {
      return 's';
    }
    return Character.isUpperCase(word.codePointAt(0)) ? 'C' : 'w';
  }
}
