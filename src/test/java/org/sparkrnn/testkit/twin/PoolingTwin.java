package org.sparkrnn.testkit.twin;

/** A pooling in double. */
@FunctionalInterface
interface PoolingTwin {
  /** The values that the output of a sequence reads from its states h [T, D*H], T at least 1. */
  double[] pool(double[][] h);
}
