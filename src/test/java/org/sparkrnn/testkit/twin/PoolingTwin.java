package org.sparkrnn.testkit.twin;

/** A pooling in double. */
@FunctionalInterface
interface PoolingTwin {
  /** What the one output of a sequence reads of its states h [T, D*H], of one step at least. */
  double[] pool(double[][] h);
}
