package org.sparkrnn.testkit.twin;

/** The largest value of each unit. */
final class MaxTwin implements PoolingTwin {
  @Override
  public double[] pool(double[][] h) {
    double[] most = h[0].clone();
    for (double[] state : h) {
      for (int j = 0; j < most.length; j++) {
        most[j] = Math.max(most[j], state[j]);
      }
    }
    return most;
  }
}
