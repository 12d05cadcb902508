package org.sparkrnn.baseline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sparkrnn.data.InvalidInputException;

class NaiveBayesTest {
  private static NaiveBayes trained(int min, int max, double smoothing, String... rows) {
    Map<String, Long> counts = new HashMap<>();
    for (String row : rows) {
      String[] both = row.split("/");
      NaiveBayes.count(
          both[0].split(""), both[1], min, max, (key, n) -> counts.merge(key, n, Long::sum));
    }
    return new NaiveBayes(counts, min, max, smoothing);
  }

  @Test
  void unigramsByHand() {
    NaiveBayes model = trained(1, 1, 1, "aab/X", "b/X", "bbc/Y");
    // P(X) = 2/3, of a a b b over a b c: P(a|X) = 3/7, P(b|X) = 3/7; P(Y) = 1/3: 1/6, 3/6
    double x = 2 / 3.0 * 3 / 7 * 3 / 7;
    double y = 1 / 3.0 * 1 / 6 * 3 / 6;
    assertArrayEquals(
        new double[] {x / (x + y), y / (x + y)},
        model.probabilities(new String[] {"a", "b", "?"}),
        1e-12);
    assertEquals("X", model.classify(new String[0]));
    assertEquals("Y", model.classify("cc".split("")));
  }

  @Test
  void bigramsSeeWhereASequenceBeginsAndEnds() {
    NaiveBayes model = trained(2, 2, 0.1, "ab/X", "ba/Y", "aab/X", "bba/Y");
    assertEquals("X", model.classify("azzzb".split("")));
    assertEquals("Y", model.classify("bzzza".split("")));
    assertEquals(1, Arrays.stream(model.probabilities("abab".split(""))).sum(), 1e-12);
  }

  @Test
  void withoutNGramsTheMajorityWins() {
    assertEquals("Y", trained(1, 0, 1, "a/X", "a/Y", "a/Y").classify(new String[] {"a"}));
    assertEquals("X", trained(1, 0, 1, "a/Y", "a/X").classify(new String[] {"a"}));
  }

  @Test
  void whatIsNotAClassifiersCountsIsRefused() {
    assertThrows(InvalidInputException.class, () -> new NaiveBayes(Map.of(), 1, 2, 1));
    assertThrows(InvalidInputException.class, () -> new NaiveBayes(Map.of("x", 1L), 1, 2, 1));
    assertThrows(
        InvalidInputException.class,
        () ->
            new NaiveBayes(
                Map.of(Fields.join("class", "X"), 1L, Fields.join("ngram", "Y", "a"), 1L),
                1,
                2,
                1));
  }
}
