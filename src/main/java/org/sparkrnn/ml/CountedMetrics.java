package org.sparkrnn.ml;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.sparkrnn.ml.evaluation.MeasuredCounts;

/** Metrics that are computed from counts, once these are summed up. */
public abstract class CountedMetrics implements SequenceMetrics {
  private final MeasuredCounts measured;

  CountedMetrics(MeasuredCounts measured) {
    this.measured = measured;
  }

  /** Adds to a report what it shows in addition to the metrics themselves. */
  void describe(ObjectNode json) {
    measured.familiarity().describe(json);
    json.put("error", exampleError());
    ReportJson.putExamples(json, measured.examples());
  }

  /** The name of the error of a single row in a report. */
  String exampleError() {
    return "mean loss";
  }

  static double ratio(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  @Override
  public long droppedRows() {
    return measured.droppedRows();
  }

  @Override
  public List<String> warnings() {
    return measured.warnings();
  }

  @Override
  public void requireMeaning() {
    measured.requireMeaning();
  }
}
