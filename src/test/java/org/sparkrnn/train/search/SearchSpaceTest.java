package org.sparkrnn.train.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SearchSpaceTest {
  private static final Map<String, Range> RANGES =
      Map.of(
          "learningRate", Range.real(1e-4, 1e-1, true),
          "cell", Range.choices(List.of("lstm", "gru")),
          "hiddenSize", Range.whole(8, 64));

  @Test
  void aTrialDrawsWhatSeedAndNumberSay() {
    List<Map<String, Object>> few = new SearchSpace(RANGES).trials(1, 5, Map.of());
    List<Map<String, Object>> many = new SearchSpace(RANGES).trials(1, 40, Map.of());
    assertEquals(Map.of(), many.get(0), "the first is as given");
    assertEquals(few, many.subList(0, 5));
    assertEquals(40, new HashSet<>(many).size());
    Map<String, Range> fewer =
        Map.of("cell", RANGES.get("cell"), "hiddenSize", RANGES.get("hiddenSize"));
    List<Map<String, Object>> others = new SearchSpace(fewer).trials(1, 5, Map.of());
    for (int i = 1; i < 5; i++) {
      assertEquals(few.get(i).get("hiddenSize"), others.get(i).get("hiddenSize"));
    }
    List<Map<String, Object>> seeded = new SearchSpace(RANGES).trials(2, 5, Map.of());
    assertTrue(!seeded.get(1).equals(few.get(1)));
  }

  @Test
  void valuesLieInTheirRanges() {
    List<Map<String, Object>> trials = new SearchSpace(RANGES).trials(1, 400, Map.of());
    int small = 0;
    boolean[] sizes = new boolean[65];
    for (Map<String, Object> settings : trials.subList(1, trials.size())) {
      double rate = (double) settings.get("learningRate");
      assertTrue(rate >= 1e-4 && rate <= 1e-1, settings.toString());
      assertTrue(String.valueOf(rate).length() <= 9, "of four digits: " + rate);
      small += rate < 1e-3 ? 1 : 0;
      sizes[(int) settings.get("hiddenSize")] = true;
    }
    assertTrue(small > 100 && small < 170, small + " of 399 below 1e-3: a third by the logarithm");
    assertTrue(sizes[8] && sizes[64] && !sizes[7]);
    assertEquals(1000, Range.whole(1, 1000).at(Math.nextDown(1.0)));
    assertEquals(1, Range.whole(1, 1000).at(0));
    assertTrue((int) Range.whole(1, 1000).at(0.5) < 50, "by the logarithm");
    assertEquals(0.25, Range.real(0, 0.5, false).at(0.5));
  }

  @Test
  void thereAreNoMoreTrialsThanSettings() {
    Map<String, Range> ranges =
        Map.of(
            "cell", Range.choices(List.of("lstm", "gru")),
            "numLayers", Range.choices(List.of(1, 2)));
    Map<String, Object> given = Map.of("cell", "gru", "numLayers", 1);
    assertEquals(4, new SearchSpace(ranges).trials(1, 32, given).size());
  }
}
