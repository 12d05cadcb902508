package org.sparkrnn.testkit.twin;

/** A layer in double. */
@FunctionalInterface
interface LayerTwin {
  /** What comes out of one sequence, [T', width], from what goes in, [T, I]. */
  double[][] forward(double[][] x);
}
