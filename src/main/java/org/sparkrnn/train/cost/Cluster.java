package org.sparkrnn.train.cost;

/**
 * The executors for which a step is predicted.
 *
 * @param cores of each executor
 * @param secondsPerByte of the network between two machines, in addition to the measured cost of a
 *     byte; 0 if the parts were measured over this network
 * @param shared whether all executors run on one machine, so that they move their bytes in turn
 */
public record Cluster(int cores, double secondsPerByte, boolean shared) {
  private static final double BITS_PER_BYTE = 8;

  /** Bytes of a piece of a broadcast: {@code spark.broadcast.blockSize}. */
  private static final double PIECE = 1 << 22;

  /** Executors on machines of their own, with a network of {@code gigabits} per second. */
  public static Cluster ofMachines(int cores, double gigabits) {
    return new Cluster(cores, BITS_PER_BYTE / (gigabits * 1e9), false);
  }

  /**
   * How often the busiest process moves a byte of a broadcast. The pieces go from executor to
   * executor, so in each turn twice as many have one as before.
   */
  public double broadcastLoad(double bytes, int executors) {
    double pieces = Math.max(1, bytes / PIECE);
    return shared ? executors : 1 + (log2(executors + 1) - 1) / pieces;
  }

  /** How many gradients the busiest machine sends while executors sum slices of them. */
  public double slicedLoad(int tasks) {
    return shared ? tasks : 1;
  }

  private static double log2(double value) {
    return Math.log(value) / Math.log(2);
  }
}
