package org.sparkrnn.baseline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sparkrnn.data.InvalidInputException;

class MostFrequentTagTest {
  private static MostFrequentTag fit(String... steps) {
    Map<String, Long> counts = new HashMap<>();
    for (String step : steps) {
      String[] both = step.split("/");
      MostFrequentTag.count(
          new String[] {both[0]},
          new String[] {both[1]},
          (key, times) -> counts.merge(key, times, Long::sum));
    }
    return new MostFrequentTag(counts);
  }

  @Test
  void tokensGetTheirOwnLabelAndUnknownOnesTheOverall() {
    MostFrequentTag tagger = fit("a/X", "b/Y", "a/Y", "a/X", "c/Y", "d/Y");
    assertArrayEquals(new String[] {"X", "Y", "Y"}, tagger.tag(new String[] {"a", "b", "unseen"}));
    assertArrayEquals(new String[0], tagger.tag(new String[0]));
  }

  @Test
  void ofEquallyFrequentLabelsTheFirstByNameIsTaken() {
    assertArrayEquals(
        new String[] {"X", "X"}, fit("a/Z", "a/X", "a/Y").tag(new String[] {"a", "unseen"}));
  }

  @Test
  void fieldsMayHoldAnyText() {
    assertArrayEquals(new String[] {"\\\n"}, fit("a\tb/\\\n", "c/X").tag(new String[] {"a\tb"}));
  }

  @Test
  void whatIsNoCountIsRefused() {
    assertThrows(InvalidInputException.class, () -> fit());
    assertThrows(InvalidInputException.class, () -> new MostFrequentTag(Map.of("a", 1L)));
  }
}
