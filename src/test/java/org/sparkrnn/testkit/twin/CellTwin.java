package org.sparkrnn.testkit.twin;

/** A cell in double, for one direction of a layer. */
@FunctionalInterface
interface CellTwin {
  /**
   * A step.
   *
   * @param a U x_t + b
   * @param states the previous states, h first; on return all except h are the new states
   * @return h_t
   */
  double[] step(double[] a, double[][] states);
}
