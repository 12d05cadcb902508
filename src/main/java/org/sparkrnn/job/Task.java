package org.sparkrnn.job;

import java.util.Arrays;
import java.util.List;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Names;

/** What {@code task=} can name. */
enum Task {
  TAGGER("tagger");

  private final String label;

  Task(String label) {
    this.label = label;
  }

  /** As users write it. */
  String label() {
    return label;
  }

  /**
   * @throws InvalidInputException if there is no such task
   */
  static Task of(String label) {
    List<String> labels = Arrays.stream(values()).map(Task::label).toList();
    if (!labels.contains(label)) {
      throw new InvalidInputException(
          "task is %s; expected one of %s; did you mean %s?"
              .formatted(
                  label, String.join(", ", labels), Names.nearest(label, labels).orElseThrow()));
    }
    return values()[labels.indexOf(label)];
  }
}
