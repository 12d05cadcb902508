package org.sparkrnn.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.Locale;
import org.sparkrnn.ml.RegressionMetrics;

/** A regressor's metrics as JSON and as a line for people. */
record RegressionTaskMetrics(RegressionMetrics metrics) implements TaskMetrics {
  @Override
  public MainMetric mainMetric() {
    return MainMetric.lower(
        !metrics.ofSeries() ? "rmse" : Double.isNaN(metrics.mase()) ? "smape" : "mase");
  }

  /** Adds rmse and mae, and for many series mase, smape and owa too. */
  @Override
  public void put(ObjectNode json) {
    if (metrics.ofSeries()) {
      Json.put(json, "mase", metrics.mase());
      Json.put(json, "smape", metrics.smape());
    }
    Json.put(json, "rmse", metrics.rmse());
    Json.put(json, "mae", metrics.mae());
    if (metrics.ofSeries()) {
      Json.put(json, "owa", metrics.owa());
    }
    if (metrics.ofQuantiles()) {
      Json.put(json, "pinball", metrics.pinball());
      Json.put(json, "coverage", metrics.coverage());
    }
  }

  @Override
  public void print(PrintStream out) {
    if (metrics.ofSeries()) {
      out.printf(
          Locale.ROOT,
          "sMAPE %.3f  MASE %.3f  OWA %.3f  rmse %.4f  mae %.4f  over %,d forecasts%n%n",
          metrics.smape(),
          metrics.mase(),
          metrics.owa(),
          metrics.rmse(),
          metrics.mae(),
          metrics.sequences());
      if (metrics.ofQuantiles()) {
        out.printf(
            Locale.ROOT,
            "pinball %.4f  coverage %.1f %% between the lowest and the highest quantile%n%n",
            metrics.pinball(),
            100 * metrics.coverage());
      }
      return;
    }
    out.printf(
        Locale.ROOT,
        "rmse %.4f  mae %.4f  over %,d sequences%n%n",
        metrics.rmse(),
        metrics.mae(),
        metrics.sequences());
  }
}
