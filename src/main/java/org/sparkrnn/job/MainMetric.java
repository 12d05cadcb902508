package org.sparkrnn.job;

/**
 * The metric by which models of a task are compared.
 *
 * @param name the name in the jobs' JSON
 * @param lowerIsBetter whether it is an error
 */
record MainMetric(String name, boolean lowerIsBetter) {
  static MainMetric higher(String name) {
    return new MainMetric(name, false);
  }

  static MainMetric lower(String name) {
    return new MainMetric(name, true);
  }

  /** The best possible value, for metrics that are shares or errors. */
  double perfect() {
    return lowerIsBetter ? 0 : 1;
  }

  /** Whether one value is strictly better than another. */
  boolean better(double a, double b) {
    return lowerIsBetter ? a < b : a > b;
  }
}
