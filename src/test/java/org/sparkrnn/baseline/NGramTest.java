package org.sparkrnn.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparkrnn.data.InvalidInputException;

class NGramTest {
  private static final double EPS = 1e-12;

  private static NGram trained(Boundaries boundaries, int order, String... rows) {
    List<String> tokens =
        List.of(rows).stream()
            .flatMap(row -> row.codePoints().mapToObj(Character::toString))
            .distinct()
            .sorted()
            .toList();
    NGram model = NGram.untrained(tokens, boundaries, order);
    NGramTrie counts = new NGramTrie(order);
    int[] history = model.start();
    for (String row : rows) {
      int[] ids = model.encode(history, row.split(""));
      for (int at = history.length; at < ids.length; at++) {
        counts.add(ids, at);
      }
      history = model.history(ids);
    }
    return model.with(counts);
  }

  private static double p(NGram model, String token, String... history) {
    return Math.exp(model.logProbability(token, history));
  }

  @Test
  void aStreamByHand() {
    NGram model = trained(Boundaries.STREAM, 2, "aab"); // V = 3: <unk>, a, b
    assertEquals(8 / 15.0, p(model, "a"), EPS); // (2 + 2 / 3) / (3 + 2)
    assertEquals(1 / 3.0, p(model, "b"), EPS);
    assertEquals(2 / 15.0, p(model, "?"), EPS);
    assertEquals(31 / 60.0, p(model, "a", "a"), EPS); // (1 + 2 * 8 / 15) / (2 + 2)
    assertEquals(5 / 12.0, p(model, "b", "?", "a"), EPS);
    assertEquals(1 / 3.0, p(model, "b", "b"), EPS); // nothing was seen after b
    assertEquals(1 / 3.0, p(model, "b", "?"), EPS);
    String message =
        assertThrows(InvalidInputException.class, () -> model.logProbability(null)).getMessage();
    assertTrue(message.contains("boundaries=stream"), message);
  }

  @Test
  void linesByHand() {
    NGram model = trained(Boundaries.LINES, 2, "a"); // V = 3: <unk>, a, the end
    assertEquals(17 / 24.0, p(model, "a"), EPS); // (1 + 5 / 12) / 2, after the start
    assertEquals(17 / 24.0, p(model, null, "a"), EPS);
    double[] logP = model.logProbabilities(new String[] {"a"});
    assertEquals(2, logP.length);
    assertEquals(2 * Math.log(17 / 24.0), logP[0] + logP[1], EPS);
  }

  @Test
  void rowsOfAStreamGoOn() {
    assertEquals(
        trained(Boundaries.STREAM, 3, "abcabba").counts(),
        trained(Boundaries.STREAM, 3, "a", "bc", "ab", "ba").counts());
    Map<String, Long> counts = trained(Boundaries.LINE_ENDS, 3, "a", "b").counts();
    assertEquals(1, counts.get(Fields.join("a", Fields.END, "b")));
    assertTrue(
        trained(Boundaries.LINES, 3, "a", "b").counts().keySet().stream()
            .noneMatch(key -> key.contains(Fields.join(Fields.END, "b"))));
  }

  @ParameterizedTest
  @EnumSource(Boundaries.class)
  void probabilitiesSumToOneAfterAnyHistory(Boundaries boundaries) {
    assertEquals(boundaries, Boundaries.of(boundaries.paramValue()));
    NGram model = trained(boundaries, 4, "abracadabra", "abba", "cab\\\t", "abracadabra");
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      String[] history = new String[random.nextInt(6)];
      for (int t = 0; t < history.length; t++) {
        history[t] = "abcdr\\\t?".substring(random.nextInt(8)).substring(0, 1);
      }
      double sum = boundaries.end() ? p(model, null, history) : 0;
      for (String token : model.vocabulary().entries()) {
        sum += p(model, token, history);
      }
      assertEquals(1, sum, EPS);
    }
  }

  @ParameterizedTest
  @EnumSource(Boundaries.class)
  void itCanBeMadeAgainOfItsCounts(Boundaries boundaries) {
    NGram model = trained(boundaries, 3, "abracadabra", "cab\\\t$");
    NGram again = NGram.of(model.counts(), boundaries, 3);
    assertEquals(model.counts(), again.counts());
    String[] text = "bra?\\ca".split("");
    org.junit.jupiter.api.Assertions.assertArrayEquals(
        model.logProbabilities(text), again.logProbabilities(text));
    assertThrows(InvalidInputException.class, () -> NGram.of(model.counts(), boundaries, 2));
    assertThrows(
        InvalidInputException.class,
        () -> NGram.of(Map.of(Fields.join("x", "y"), 1L), boundaries, 2));
  }
}
