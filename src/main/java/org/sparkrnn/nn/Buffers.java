package org.sparkrnn.nn;

import org.sparkrnn.data.InvalidInputException;

/** Arrays for the rows of a batch. */
public final class Buffers {
  private static final int LARGEST = Integer.MAX_VALUE - 8;

  private Buffers() {}

  /** The array, or a larger one, for this number of rows and columns. */
  public static float[] atLeast(float[] array, int rows, int columns) {
    long size = (long) rows * columns;
    if (size > LARGEST) {
      throw new InvalidInputException(
          ("a batch of %d steps with %d values each has more values than the %d that fit into an array; cut its longest sequences into several")
              .formatted(rows, columns, LARGEST));
    }
    return array.length >= size ? array : new float[(int) size];
  }
}
