package org.sparkrnn.train.step;

/**
 * Decides how the weights of a step travel to the executors and how their gradients come back. It
 * knows nothing of Spark, so that {@link org.sparkrnn.train.cost.CostModel} predicts by the same
 * rules by which a step runs.
 */
public final class Transport {
  /**
   * The largest number of executors that the driver serves itself; sending to more takes too long.
   */
  public static final int FEW_EXECUTORS = 4;

  /**
   * Floats of all tasks together; the driver fetches and sums fewer in less time than a job takes.
   */
  private static final long MANY_FLOATS = 1 << 22;

  private static final int LEAST_SLICE = 1 << 14; // floats

  private static final double MOST_OF_ALL = 0.75; // to name and to gather rows takes time, too

  private Transport() {}

  /**
   * Whether the weights are broadcast instead of fetched from the driver.
   *
   * @param few the largest number of executors that fetch from the driver
   */
  public static boolean broadcasts(int executors, int few) {
    return executors > few;
  }

  /**
   * Whether it is worth while to send some rows of a table, and all weights behind it, instead of
   * all weights.
   *
   * @param size of all weights
   * @param table size of the table, 0 without one
   * @param rows number of floats in the rows
   */
  public static boolean sendsRows(long size, long table, long rows) {
    return table > 0 && size - table + rows < MOST_OF_ALL * size;
  }

  /**
   * The number of slices into which tasks cut gradients of {@code floats} floats; 1 if the driver
   * sums.
   *
   * @param few the number of tasks up to which the driver sums gradients of any size
   */
  public static int slices(int tasks, long floats, int aggregationDepth, int few) {
    if (aggregationDepth == 1 || tasks <= few || tasks * floats < MANY_FLOATS) {
      return 1;
    }
    return (int) Math.max(2, Math.min(tasks, floats / LEAST_SLICE));
  }
}
