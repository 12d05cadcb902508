package org.sparkrnn.data;

/**
 * Makes columns of targets for outputs: class labels or vectors, one per step or one per sequence.
 * An output with other targets makes its own {@link Column}.
 */
public final class Targets {
  private static final ColumnSpec LABELS = spec(Readout.EACH_STEP, 0);
  private static final ColumnSpec LABEL = spec(Readout.LAST_STEP, 0);

  private Targets() {}

  /** The column's name of one of several targets; a single target is {@link ColumnSpec#TARGETS}. */
  public static String name(int target) {
    return ColumnSpec.TARGETS + "." + target;
  }

  /**
   * The kind of the column of such targets.
   *
   * @param width K numbers per target; 0 for class labels
   */
  public static ColumnSpec spec(Readout readout, int width) {
    return ColumnSpec.ofRows(ColumnSpec.TARGETS, readout, width);
  }

  /** One class per step. */
  public static Column labels(int... eachStep) {
    return Column.of(LABELS, eachStep);
  }

  /** One class per sequence. */
  public static Column label(int ofSequence) {
    return Column.of(LABEL, ofSequence);
  }

  /**
   * One vector per step: reals, or 0 and 1 for several labels.
   *
   * @param eachStep [T, width], the concatenated vectors of the steps
   * @throws IllegalArgumentException if the values cannot be divided into vectors of this width
   */
  public static Column vectors(float[] eachStep, int width) {
    return Column.of(spec(Readout.EACH_STEP, width), eachStep);
  }

  /** One vector per sequence: reals, or 0 and 1 for several labels. */
  public static Column vector(float... ofSequence) {
    if (ofSequence.length == 0) {
      throw new IllegalArgumentException("a target vector must have at least one value");
    }
    return Column.of(spec(Readout.LAST_STEP, ofSequence.length), ofSequence);
  }

  /**
   * Vectors that will be standardized before they are rounded to float.
   *
   * @param values one vector, or the concatenated vectors of the steps
   * @throws IllegalArgumentException if the values cannot be divided into vectors of this width
   */
  public static Column exact(Readout readout, double[] values, int width) {
    return Column.exact(spec(readout, width), values);
  }
}
