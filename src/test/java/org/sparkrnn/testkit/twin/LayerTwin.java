package org.sparkrnn.testkit.twin;

/** A layer in double. */
@FunctionalInterface
interface LayerTwin {
  /** The output [T', width] for the input [T, I] of one sequence. */
  double[][] forward(double[][] x);
}
