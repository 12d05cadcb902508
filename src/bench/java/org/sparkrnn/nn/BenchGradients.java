package org.sparkrnn.nn;

import java.util.stream.IntStream;

/** Gradients without computation, to time their transport. */
public final class BenchGradients {
  private BenchGradients() {}

  /**
   * A new gradient of {@code params} parameters, all zero.
   *
   * @param tableSize how many of them belong to an embedding
   * @param rowSize size of a row of the embedding
   * @param firstRow the first touched row
   * @param rows number of touched rows
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
