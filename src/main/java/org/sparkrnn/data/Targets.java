package org.sparkrnn.data;

/**
 * Makes columns of targets, as outputs ask for them: class labels or vectors, one a step or one a
 * sequence. An output that learns something else makes a {@link Column} of its own.
 */
public final class Targets {
  private static final ColumnSpec LABELS = spec(Readout.EACH_STEP, 0);
  private static final ColumnSpec LABEL = spec(Readout.LAST_STEP, 0);

  private Targets() {}

  /** The name of the column of one of several targets; one alone is {@link ColumnSpec#TARGETS}. */
  public static String name(int target) {
    return ColumnSpec.TARGETS + "." + target;
  }

  /**
   * The column of such targets.
   *
   * @param width K numbers a target; 0 for class labels
   */
  public static ColumnSpec spec(Readout readout, int width) {
    return ColumnSpec.ofRows(ColumnSpec.TARGETS, readout, width);
  }

  /** A class a step. */
  public static Column labels(int... eachStep) {
    return Column.of(LABELS, eachStep);
  }

  /** A class for the whole sequence. */
  public static Column label(int ofSequence) {
    return Column.of(LABEL, ofSequence);
  }

  /**
   * A vector a step: reals, or 0 and 1 for several labels.
   *
   * @param eachStep [T, width], the steps' vectors one behind the other
   * @throws IllegalArgumentException if the values are no whole number of vectors
   */
  public static Column vectors(float[] eachStep, int width) {
    return Column.of(spec(Readout.EACH_STEP, width), eachStep);
  }

  /** A vector for the whole sequence: reals, or 0 and 1 for several labels. */
  public static Column vector(float... ofSequence) {
    if (ofSequence.length == 0) {
      throw new IllegalArgumentException("a target vector must have at least one value");
    }
    return Column.of(spec(Readout.LAST_STEP, ofSequence.length), ofSequence);
  }

  /**
   * Vectors that are to be standardized before they are rounded to float.
   *
   * @param values a vector, or one a step, one behind the other
   * @throws IllegalArgumentException if the values are no whole number of vectors
   */
  public static Column exact(Readout readout, double[] values, int width) {
    return Column.exact(spec(readout, width), values);
  }
}
