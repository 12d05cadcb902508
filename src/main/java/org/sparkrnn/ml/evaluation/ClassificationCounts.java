package org.sparkrnn.ml.evaluation;

/** Everything classification metrics are computed from, added up over rows. */
public final class ClassificationCounts extends MeasuredCounts {
  private static final long serialVersionUID = 1L;

  /** A row is a sequence of one step. */
  public final TaggingCounts classes = new TaggingCounts();

  /** Steps of the inputs of all rows. */
  public long steps;

  /**
   * Adds a row.
   *
   * @param inputSteps steps of the row's input
   */
  public ClassificationCounts add(String label, String predicted, int inputSteps) {
    classes.add(new String[] {label}, new String[] {predicted}, null);
    steps += inputSteps;
    return this;
  }

  /** Adds the counts of other rows. */
  public ClassificationCounts merge(ClassificationCounts other) {
    classes.merge(other.classes);
    steps += other.steps;
    return this;
  }
}
