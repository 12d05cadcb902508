package org.sparkrnn.ml;

import java.util.List;
import org.sparkrnn.ml.evaluation.MeasuredCounts;

/**
 * Metrics that are computed from counts, once these are summed up.
 *
 * @param <C> the counts
 */
public abstract class CountedMetrics<C extends MeasuredCounts> implements SequenceMetrics {
  final C counts;

  CountedMetrics(C counts) {
    this.counts = counts;
  }

  static double ratio(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  @Override
  public List<String> warnings() {
    return counts.warnings();
  }

  @Override
  public void requireMeaning() {
    counts.requireMeaning();
  }
}
