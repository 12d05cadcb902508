package org.sparkrnn.train.cost;

import org.sparkrnn.train.step.Transport;

/**
 * What a step computes and sends.
 *
 * @param parameters P, the number of all parameters
 * @param table T, how many of them are a table of which a mini-batch reads few rows; 0 without one
 * @param rowSize D, the parameters in a row of the table
 * @param rows R, the rows that a mini-batch reads
 * @param tokens the steps of all sequences in a mini-batch
 * @param shards the number of shards, which bounds the tasks and the threads that work
 */
public record StepWork(
    long parameters, long table, int rowSize, double rows, double tokens, int shards) {

  /** The bytes that each executor receives: all weights, or rows of the table and the rest. */
  public double bytesOut() {
    double read = rows * rowSize;
    return Transport.sendsRows(parameters, table, Math.round(read))
        ? Float.BYTES * (parameters - table + read + rows)
        : (double) Float.BYTES * parameters;
  }

  /**
   * The bytes of the gradient of one of {@code tasks} tasks: all parameters behind the table, and
   * the rows that the task's part of the mini-batch reads. They are R / sqrt(tasks), because half
   * of a text has more than half of its different words (Heaps' law, with the exponent 1/2).
   */
  public double bytesBack(int tasks) {
    double read = rows / Math.sqrt(tasks);
    return Float.BYTES * (parameters - table + read * (rowSize + 1));
  }
}
