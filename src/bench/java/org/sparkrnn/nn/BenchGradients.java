package org.sparkrnn.nn;

import java.util.stream.IntStream;

/** Gradients that nobody computed, for timing what carries them. */
public final class BenchGradients {
  private BenchGradients() {}

  /**
   * A new gradient of {@code params} parameters, all zero.
   *
   * @param tableSize how many of them are an embedding
   * @param rowSize of the embedding
   * @param firstRow the first touched row
   * @param rows how many rows were touched
   */
  public static Gradient of(int params, int tableSize, int rowSize, int firstRow, int rows) {
    int[] touched = IntStream.range(firstRow, firstRow + rows).toArray();
    return new Gradient(
        tableSize,
        rowSize,
        FloatPool.takeZeros(params - tableSize),
        touched,
        new float[rows * rowSize]);
  }
}
