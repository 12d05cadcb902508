package org.sparkrnn.testkit.twin;

/** A cell in double, of one direction of a layer. */
@FunctionalInterface
interface CellTwin {
  /**
   * A step.
   *
   * @param a U x_t + b
   * @param states those before it, h first; all but h are those after it on return
   * @return h_t
   */
  double[] step(double[] a, double[][] states);
}
