package org.sparkrnn.baseline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkrnn.data.InvalidInputException;

class HmmTest {
  private static Map<String, Long> counts(String... sentences) {
    Map<String, Long> counts = new HashMap<>();
    for (String sentence : sentences) {
      String[] steps = sentence.isEmpty() ? new String[0] : sentence.split(" ");
      String[] tokens = Arrays.stream(steps).map(s -> s.split("/")[0]).toArray(String[]::new);
      String[] tags = Arrays.stream(steps).map(s -> s.split("/")[1]).toArray(String[]::new);
      Hmm.count(tokens, tags, (key, n) -> counts.merge(key, n, Long::sum));
    }
    return counts;
  }

  private static Hmm hmm(int order, String... sentences) {
    return new Hmm(counts(sentences), order, 3, 10);
  }

  /** Tries every path. */
  private static double bestScore(Hmm hmm, String[] tokens, String[] path, int t) {
    if (t == tokens.length) {
      return hmm.logScore(tokens, path);
    }
    double best = Double.NEGATIVE_INFINITY;
    for (String tag : hmm.tags()) {
      path[t] = tag;
      best = Math.max(best, bestScore(hmm, tokens, path, t + 1));
    }
    return best;
  }

  private static String[] randomSentences(int n, Random random) {
    String[] sentences = new String[n];
    for (int i = 0; i < n; i++) {
      StringBuilder text = new StringBuilder();
      for (int t = random.nextInt(7); t >= 0; t--) {
        text.append("abcdefgh".charAt(random.nextInt(8))).append(random.nextInt(2)).append('/');
        text.append("WXYZ".charAt(random.nextInt(4))).append(t > 0 ? " " : "");
      }
      sentences[i] = text.toString();
    }
    return sentences;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void viterbiFindsWhatTryingAllPathsFinds(int order) {
    Random random = new Random(order);
    for (int i = 0; i < 20; i++) {
      Hmm hmm = hmm(order, randomSentences(1 + random.nextInt(20), random));
      for (int T = 1; T <= 5; T++) {
        String[] tokens = new String[T];
        Arrays.setAll(
            tokens, t -> "" + "abcdefghxyz".charAt(random.nextInt(11)) + random.nextInt(3));
        double best = bestScore(hmm, tokens, new String[T], 0);
        assertTrue(Double.isFinite(best));
        assertEquals(best, hmm.logScore(tokens, hmm.tag(tokens)), 1e-9);
      }
    }
  }

  @Test
  void deletedInterpolationByHand() {
    // Seen: start X, X Y twice, Y X, Y end. One left out: X 1/4 against 0; Y 1 against 1/4, twice;
    // X 1/4 against 0; the end 0 against 0, which counts for the longer one.
    Hmm hmm = hmm(1, "a/X b/Y a/X b/Y");
    assertArrayEquals(new double[] {0.4, 0.6}, hmm.interpolation(), 1e-12);
    // log of P(X | start) P(a | X) P(end | X) = (0.4 2/5 + 0.6 1) 1 (0.4 1/5 + 0)
    double even = 1e-6 / 3;
    double expected = ((1 - 1e-6) * 0.76 + even) * ((1 - 1e-6) * 0.08 + even);
    assertEquals(Math.log(expected), hmm.logScore(new String[] {"a"}, new String[] {"X"}), 1e-12);
    assertEquals(Double.NEGATIVE_INFINITY, hmm.logScore(new String[] {"a"}, new String[] {"Y"}));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void transitionsSumToOne(int order) {
    NGramTrie counts = new NGramTrie(order + 1);
    int[] ids = {4, 4, 0, 1, 0, 1, 2, 2, 0, 3};
    for (int at = 2; at < ids.length; at++) {
      counts.add(ids, at);
    }
    TagNGrams transitions = new TagNGrams(4, counts);
    for (int t1 : new int[] {4, 0, 1, 2}) {
      for (int t2 : new int[] {0, 1, 2}) {
        double sum = 0;
        for (int t3 = 0; t3 < 4; t3++) {
          sum += transitions.probability(t1, t2, t3);
        }
        // a pair that was never seen leaves its order's weight unused
        double[] lambda = transitions.weights();
        boolean seen = order == 1 || counts.find(new int[] {t1, t2}, 0, 2) >= 0;
        assertEquals(seen ? 1 : 1 - (1 - 1e-6) * lambda[2], sum, 1e-12);
      }
    }
  }

  @Test
  void suffixesTellUnknownWords() {
    Hmm hmm =
        hmm(2, "running/V Berlin/N 12/M", "walking/V fine/A 7/M", "sleeping/V Hamburg/N 3.5/M");
    assertArrayEquals(
        new String[] {"V", "N", "M"}, hmm.tag(new String[] {"jumping", "Bonn", "1999"}));
    assertTrue(hmm.knows("fine"));
  }

  @Test
  void guessesSumToOneAndFollowTheFormula() {
    SuffixGuesser suffixes = new SuffixGuesser(2, new long[] {3, 1});
    suffixes.add("ab", new long[] {2, 0});
    suffixes.add("cb", new long[] {1, 1});
    // theta = sqrt((1/16 + 1/16) / 1), from P = 3/4, 1/4; then the shape, b, ab
    double theta = Math.sqrt(0.125);
    double p = 0.75;
    for (double f : new double[] {0.75, 0.75, 1}) {
      p = (f + theta * p) / (1 + theta);
    }
    assertArrayEquals(new double[] {p, 1 - p}, suffixes.probabilities("xab"), 1e-12);
    assertEquals(1, Arrays.stream(suffixes.probabilities("Q")).sum(), 1e-12);
    assertEquals(1, Arrays.stream(suffixes.probabilities("")).sum(), 1e-12);
  }

  @Test
  void emptySentencesAndOneTagAreFine() {
    Hmm hmm = hmm(2, "", "a/X");
    assertArrayEquals(new String[0], hmm.tag(new String[0]));
    assertArrayEquals(new String[] {"X", "X"}, hmm.tag(new String[] {"?", "a"}));
  }

  @Test
  void whatIsNotATaggersCountsIsRefused() {
    String message = assertThrows(InvalidInputException.class, () -> hmm(2, "")).getMessage();
    assertTrue(message.contains("nothing to count"), message);
    assertThrows(InvalidInputException.class, () -> new Hmm(Map.of("x", 1L), 2, 3, 10));
    Map<String, Long> stray = counts("a/X");
    stray.put(Fields.join("tags", "X", "X", "Q"), 1L);
    assertThrows(InvalidInputException.class, () -> new Hmm(stray, 2, 3, 10));
  }
}
