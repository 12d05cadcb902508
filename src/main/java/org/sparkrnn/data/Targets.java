package org.sparkrnn.data;

import java.io.Serializable;
import java.security.MessageDigest;
import java.util.List;

/**
 * What the outputs of a sequence, or of many one behind the other, should be: class labels or
 * vectors, one a step or one a sequence. A row is one such label or vector.
 */
public final class Targets implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Readout readout;
  private final int[] labels; // [rows] or null
  private final float[] vectors; // [rows, width] or null
  private final int width; // K, or 0 for labels
  private final double[] exact; // what the vectors were rounded from; null where that is not kept

  private Targets(Readout readout, int[] labels, float[] vectors, int width) {
    this(readout, labels, vectors, width, null);
  }

  private Targets(Readout readout, int[] labels, float[] vectors, int width, double[] exact) {
    this.readout = readout;
    this.labels = labels;
    this.vectors = vectors;
    this.width = width;
    this.exact = exact;
  }

  /** A class a step. */
  public static Targets labels(int... eachStep) {
    return new Targets(Readout.EACH_STEP, eachStep, null, 0);
  }

  /** A class for the whole sequence. */
  public static Targets label(int ofSequence) {
    return new Targets(Readout.LAST_STEP, new int[] {ofSequence}, null, 0);
  }

  /**
   * A vector a step: reals, or 0 and 1 for several labels.
   *
   * @param eachStep [T, width], the steps' vectors one behind the other
   * @throws IllegalArgumentException if the values are no whole number of vectors
   */
  public static Targets vectors(float[] eachStep, int width) {
    if (width < 1 || eachStep.length % width != 0) {
      throw new IllegalArgumentException(
          "%d target values are no vectors of %d".formatted(eachStep.length, width));
    }
    return new Targets(Readout.EACH_STEP, null, eachStep, width);
  }

  /** A vector for the whole sequence: reals, or 0 and 1 for several labels. */
  public static Targets vector(float... ofSequence) {
    if (ofSequence.length == 0) {
      throw new IllegalArgumentException("a target vector must have at least one value");
    }
    return new Targets(Readout.LAST_STEP, null, ofSequence, ofSequence.length);
  }

  /**
   * Vectors that are to be standardized before they are rounded to float.
   *
   * @param values a vector, or one a step, one behind the other
   * @throws IllegalArgumentException if the values are no whole number of vectors
   */
  public static Targets exact(Readout readout, double[] values, int width) {
    Targets rounded =
        readout == Readout.EACH_STEP
            ? vectors(RawSequence.floats(values), width)
            : vector(RawSequence.floats(values));
    return new Targets(readout, null, rounded.vectors, rounded.width, values);
  }

  /**
   * The targets of sequences one behind the other; null if they have none.
   *
   * @throws IllegalArgumentException if their targets are of different kinds
   */
  static Targets joined(List<EncodedSequence> sequences) {
    Targets first = sequences.isEmpty() ? null : sequences.get(0).targets();
    int rows = 0;
    for (EncodedSequence sequence : sequences) {
      Targets targets = sequence.targets();
      if (first == null ? targets != null : !first.isLike(targets)) {
        throw new IllegalArgumentException(
            "sequences of one block have different kinds of targets: %s and %s"
                .formatted(kind(first), kind(targets)));
      }
      rows += first == null ? 0 : targets.rows();
    }
    if (first == null) {
      return null;
    }
    int[] labels = first.labels == null ? null : new int[rows];
    float[] vectors = first.vectors == null ? null : new float[rows * first.width];
    int row = 0;
    for (EncodedSequence sequence : sequences) {
      Targets targets = sequence.targets();
      for (int i = 0; i < targets.rows(); i++) {
        targets.copy(i, labels, vectors, row++);
      }
    }
    return new Targets(first.readout, labels, vectors, first.width);
  }

  /**
   * The rows of a chunk of many sequences.
   *
   * @param starts [n + 1] first row of each sequence here
   * @param from first step of the chunk
   * @param chunkStarts [n + 1] first row of each sequence in the result
   */
  Targets steps(int[] starts, int from, int[] chunkStarts) {
    int rows = chunkStarts[chunkStarts.length - 1];
    int[] chunkLabels = labels == null ? null : new int[rows];
    float[] chunkVectors = vectors == null ? null : new float[rows * width];
    for (int i = 0; i + 1 < chunkStarts.length; i++) {
      for (int row = chunkStarts[i]; row < chunkStarts[i + 1]; row++) {
        copy(starts[i] + from + row - chunkStarts[i], chunkLabels, chunkVectors, row);
      }
    }
    return new Targets(readout, chunkLabels, chunkVectors, width);
  }

  /** Whether there is one a step or one a sequence. */
  public Readout readout() {
    return readout;
  }

  /** K of target vectors; 0 for class labels. */
  public int width() {
    return width;
  }

  /** [rows, width] target vectors one behind the other, or null for labels; not copied. */
  float[] vectors() {
    return vectors;
  }

  /** What the vectors were rounded from, or null for others than those of {@link #exact}. */
  double[] exact() {
    return exact;
  }

  /** These targets without what they were rounded from. */
  Targets rounded() {
    return exact == null ? this : withVectors(vectors);
  }

  /** Targets of the same kind with other values. */
  Targets withVectors(float[] values) {
    return new Targets(readout, labels, values, width);
  }

  /** How many labels or vectors there are. */
  public int rows() {
    return labels != null ? labels.length : vectors.length / width;
  }

  /** Copies one row into whichever of the two it belongs. */
  void copy(int row, int[] toLabels, float[] toVectors, int toRow) {
    if (labels != null) {
      toLabels[toRow] = labels[row];
    } else {
      System.arraycopy(vectors, row * width, toVectors, toRow * width, width);
    }
  }

  void addTo(MessageDigest digest) {
    if (labels != null) {
      Digests.add(digest, labels);
    } else {
      Digests.add(digest, vectors);
    }
  }

  private static String kind(Targets targets) {
    return targets == null ? describe(null, 0) : targets.toString();
  }

  private boolean isLike(Targets other) {
    return other != null && other.readout == readout && other.width == width;
  }

  @Override
  public String toString() {
    return describe(readout, width);
  }

  /**
   * Names a kind of targets for a message.
   *
   * @param readout or null for none
   */
  public static String describe(Readout readout, int width) {
    if (readout == null) {
      return "no targets";
    }
    return (width == 0 ? "a class" : "a vector of " + width)
        + (readout == Readout.EACH_STEP ? " a step" : " a sequence");
  }
}
