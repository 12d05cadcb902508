package org.sparkrnn.ml;

/** Everything classification metrics are computed from, added up over rows. */
final class ClassificationCounts extends MeasuredCounts {
  private static final long serialVersionUID = 1L;

  final TaggingCounts classes = new TaggingCounts(); // a row is a sequence of one step
  long steps; // of all rows' inputs

  ClassificationCounts add(String label, String predicted, int inputSteps) {
    classes.add(new String[] {label}, new String[] {predicted}, null);
    steps += inputSteps;
    return this;
  }

  ClassificationCounts merge(ClassificationCounts other) {
    classes.merge(other.classes);
    steps += other.steps;
    return this;
  }
}
