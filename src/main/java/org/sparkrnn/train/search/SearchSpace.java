package org.sparkrnn.train.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The ranges of a search by the names of the settings; draws the settings of trials from them. */
public final class SearchSpace {
  private static final int DRAWS = 100; // after which the ranges count as exhausted
  private static final long STEP = 0x9E3779B97F4A7C15L;

  private final TreeMap<String, Range> ranges;

  /** Makes a space of ranges, whose order does not matter. */
  public SearchSpace(Map<String, Range> ranges) {
    this.ranges = new TreeMap<>(ranges);
  }

  /** The ranges by name. */
  public Map<String, Range> ranges() {
    return ranges;
  }

  /**
   * The settings of each trial. The first trial has the given settings, the others draw theirs. All
   * differ; if the ranges have too few combinations, there are fewer trials.
   *
   * @param seed together with a trial's number decides its draws
   * @param given the given values of the settings
   */
  public List<Map<String, Object>> trials(long seed, int count, Map<String, Object> given) {
    List<Map<String, Object>> trials = new ArrayList<>(List.of(Map.of()));
    Set<Map<String, Object>> seen = new HashSet<>();
    seen.add(given);
    for (int i = 1; i < count; i++) {
      int draw = 0;
      Map<String, Object> settings = draw(seed, i, draw);
      while (!seen.add(settings) && ++draw < DRAWS) {
        settings = draw(seed, i, draw);
      }
      if (draw == DRAWS) {
        break;
      }
      trials.add(settings);
    }
    return trials;
  }

  /**
   * Draws each setting from its own random stream, so that a change of one range affects no other
   * setting.
   */
  private Map<String, Object> draw(long seed, int trial, int draw) {
    Map<String, Object> settings = new TreeMap<>();
    ranges.forEach(
        (name, range) -> {
          long key = (seed * STEP + trial) * STEP + draw;
          SplittableRandom random = new SplittableRandom(key * STEP + name.hashCode());
          settings.put(name, range.at(random.nextDouble()));
        });
    return settings;
  }

  /** The ranges in the form of a command line. */
  @Override
  public String toString() {
    return ranges.entrySet().stream()
        .map(range -> range.getKey() + "=" + range.getValue())
        .collect(Collectors.joining(" "));
  }
}
