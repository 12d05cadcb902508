package org.sparkrnn.ml.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hand-written cases of what CoNLL's conlleval counts as chunks. */
class SpansTest {
  private static String spans(String tags) {
    String[] split = tags.isEmpty() ? new String[0] : tags.split(" ");
    return Spans.of(split).stream()
        .map(span -> span.from() + "-" + span.to() + span.type())
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "B-X I-X O B-X | 0-2X 3-4X",
        "B-X B-X I-X | 0-1X 1-3X", // B always begins
        "I-X I-X O | 0-2X", // IOB1: I after O begins
        "O I-X B-X | 1-2X 2-3X",
        "B-X I-Y I-Y | 0-1X 1-3Y", // another type begins
        "I-X I-Y I-X | 0-1X 1-2Y 2-3X",
        "B-X O I-X | 0-1X 2-3X",
        "B-X I-X E-X O | 0-3X", // BIOES
        "S-X S-X S-Y | 0-1X 1-2X 2-3Y",
        "B-X E-X I-X | 0-2X 2-3X", // E ends
        "E-X E-X | 0-1X 1-2X",
        "O E-X | 1-2X",
        "B-X E-Y | 0-1X 1-2Y",
        "B-X S-X I-X | 0-1X 1-2X 2-3X",
        "B-A-B I-A-B | 0-2A-B", // the type may hold a hyphen
        "B-X NN I-X | 0-1X 2-3X", // what is no BIO tag stands outside
        "O O | ''",
        "'' | ''"
      })
  void spansAreThoseOfConlleval(String tags, String expected) {
    assertEquals(expected, spans(tags));
  }

  @Test
  void bioTagsAreToldFromOthers() {
    assertTrue(Arrays.asList("O", "B-X", "I-X", "E-LOC", "S-1").stream().allMatch(Spans::isTag));
    for (String other : new String[] {"", "B", "B-", "NN", "X-Y", "BX", "b-X", "I_X"}) {
      assertFalse(Spans.isTag(other), other);
    }
  }
}
