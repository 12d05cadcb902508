package org.sparkrnn.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.Locale;
import org.sparkrnn.ml.RegressionMetrics;

/** A regressor's metrics as JSON and as a line for people. */
record RegressionTaskMetrics(RegressionMetrics metrics) implements TaskMetrics {
  @Override
  public MainMetric mainMetric() {
    return MainMetric.lower("rmse");
  }

  /** Adds rmse and mae. */
  @Override
  public void put(ObjectNode json) {
    Json.put(json, "rmse", metrics.rmse());
    Json.put(json, "mae", metrics.mae());
  }

  @Override
  public void print(PrintStream out) {
    out.printf(
        Locale.ROOT,
        "rmse %.4f  mae %.4f  of %,d sequences%n%n",
        metrics.rmse(),
        metrics.mae(),
        metrics.sequences());
  }
}
