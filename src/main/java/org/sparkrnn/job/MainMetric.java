package org.sparkrnn.job;

/**
 * The metric by which models of a task are compared.
 *
 * @param name as in the jobs' JSON
 * @param lowerIsBetter whether it is an error
 */
record MainMetric(String name, boolean lowerIsBetter) {
  static MainMetric higher(String name) {
    return new MainMetric(name, false);
  }

  static MainMetric lower(String name) {
    return new MainMetric(name, true);
  }

  /**
   * Of a share or of an error, as models are compared by: the value that none can be better than.
   */
  double perfect() {
    return lowerIsBetter ? 0 : 1;
  }

  /** Whether one value is better than another, not as good. */
  boolean better(double a, double b) {
    return lowerIsBetter ? a < b : a > b;
  }
}
