package org.sparkrnn.ml.evaluation;

import java.util.StringJoiner;

/** A tagged sequence as a report quotes it. */
final class TaggedExample {
  private static final int SHOWN = 6; // steps that differ

  private final String[] labels;
  private final String[] tags;

  TaggedExample(String[] labels, String[] tags) {
    this.labels = labels;
    this.tags = tags;
  }

  /** The number of incorrectly tagged steps. */
  int wrong() {
    int wrong = 0;
    for (int t = 0; t < labels.length; t++) {
      wrong += labels[t].equals(tags[t]) ? 0 : 1;
    }
    return wrong;
  }

  /** The labels in order. */
  String label() {
    return String.join(" ", labels);
  }

  /**
   * The incorrectly tagged steps with their tags.
   *
   * @param tokens or null
   */
  String differences(String[] tokens) {
    int wrong = wrong();
    if (wrong == 0) {
      return "all right";
    }
    StringJoiner all =
        new StringJoiner("; ", "%d of %d wrong: ".formatted(wrong, labels.length), "");
    int shown = 0;
    for (int t = 0; t < labels.length && shown < SHOWN; t++) {
      if (!labels[t].equals(tags[t])) {
        String step = tokens == null ? "step " + (t + 1) : "“" + tokens[t] + "”";
        all.add("%s was tagged %s, not %s".formatted(step, tags[t], labels[t]));
        shown++;
      }
    }
    return all + (shown < wrong ? "; ..." : "");
  }
}
