package org.sparkrnn.ml.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * An axis of parallel coordinates, for words or for numbers, which may be on a logarithmic scale.
 */
final class ParallelAxis {
  private static final int TICKS = 5;
  private static final int WORD = 10; // characters per tick
  private static final double APART = 0.08; // smallest distance of ticks, in axis lengths
  private static final double WIDE = 100; // ratio from which the scale is logarithmic

  private final Range range; // null if there are words
  private final List<String> words; // in order; empty if there are numbers

  /**
   * @param values values of the trials; missing ones are left out
   * @param logarithmic whether the scale of positive numbers is logarithmic
   */
  ParallelAxis(List<JsonNode> values, boolean logarithmic) {
    List<JsonNode> known =
        values.stream().filter(value -> value.isValueNode() && !value.isNull()).toList();
    if (known.stream().anyMatch(value -> Double.isNaN(number(value)))) {
      range = null;
      words = List.copyOf(new TreeSet<>(known.stream().map(JsonNode::asText).toList()));
      return;
    }
    words = List.of();
    double low = known.stream().mapToDouble(ParallelAxis::number).min().orElse(0);
    double high = known.stream().mapToDouble(ParallelAxis::number).max().orElse(0);
    range = new Range(low > 0 && (logarithmic || high / low >= WIDE));
    known.forEach(value -> range.add(number(value)));
  }

  /** Reads a setting, which is stored as text, as a number. */
  private static double number(JsonNode value) {
    if (value.isNumber()) {
      return value.asDouble();
    }
    try {
      double number = Double.parseDouble(value.asText());
      return Double.isFinite(number) ? number : Double.NaN;
    } catch (NumberFormatException e) {
      return Double.NaN; // a word
    }
  }

  /** The place of a value, from 0 at the bottom to 1; NaN if it is not known. */
  double share(JsonNode value) {
    if (!value.isValueNode() || value.isNull()) {
      return Double.NaN;
    }
    if (range != null) {
      return range.share(number(value));
    }
    return share(words.indexOf(value.asText()));
  }

  private double share(int word) {
    return words.size() == 1 ? 0.5 : (double) word / (words.size() - 1);
  }

  /**
   * A label of the axis.
   *
   * @param share the place, from 0 at the bottom to 1
   */
  record Tick(String text, double share) {}

  List<Tick> ticks() {
    List<Tick> ticks = new ArrayList<>();
    if (range == null) {
      int each = (words.size() - 1) / (2 * TICKS) + 1;
      for (int i = 0; i < words.size(); i += each) {
        String word = words.get(i);
        ticks.add(
            new Tick(word.length() <= WORD ? word : word.substring(0, WORD - 1) + "…", share(i)));
      }
    } else if (!range.isEmpty()) {
      range.ends().forEach(end -> ticks.add(new Tick(Numbers.tick(end), range.share(end))));
      for (double tick : range.ticks(TICKS)) {
        double share = range.share(tick);
        if (ticks.stream().allMatch(other -> Math.abs(other.share() - share) > APART)) {
          ticks.add(new Tick(Numbers.tick(tick), share));
        }
      }
    }
    return ticks;
  }
}
