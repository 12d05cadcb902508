package org.sparkrnn.baseline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparkrnn.testkit.ToyData;
import scala.Tuple2;

class MostFrequentTagTest {
  private static MostFrequentTag fit(String... steps) {
    List<Tuple2<String, String>> pairs = new ArrayList<>();
    for (String step : steps) {
      pairs.add(new Tuple2<>(step.split("/")[0], step.split("/")[1]));
    }
    return MostFrequentTag.fit(ToyData.rdd(pairs, 3));
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
  void nothingSeenTagsWithNothing() {
    assertArrayEquals(new String[] {""}, fit().tag(new String[] {"a"}));
  }
}
