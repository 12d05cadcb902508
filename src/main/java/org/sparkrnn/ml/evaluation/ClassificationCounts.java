package org.sparkrnn.ml.evaluation;

/** Everything classification metrics are computed from, added up over rows. */
public final class ClassificationCounts extends MeasuredCounts {
  private static final long serialVersionUID = 1L;

  public final TaggingCounts classes = new TaggingCounts(); // a row is a sequence of one step
  public long steps; // of all rows' inputs

  public ClassificationCounts add(String label, String predicted, int inputSteps) {
    classes.add(new String[] {label}, new String[] {predicted}, null);
    steps += inputSteps;
    return this;
  }

  public ClassificationCounts merge(ClassificationCounts other) {
    classes.merge(other.classes);
    steps += other.steps;
    return this;
  }
}
