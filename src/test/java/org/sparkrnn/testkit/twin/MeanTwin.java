package org.sparkrnn.testkit.twin;

/** The mean of the states. */
final class MeanTwin implements PoolingTwin {
  @Override
  public double[] pool(double[][] h) {
    double[] mean = new double[h[0].length];
    for (double[] state : h) {
      for (int j = 0; j < mean.length; j++) {
        mean[j] += state[j] / h.length;
      }
    }
    return mean;
  }
}
