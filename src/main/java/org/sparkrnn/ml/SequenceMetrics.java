package org.sparkrnn.ml;

import java.util.List;
import org.sparkrnn.data.InvalidInputException;

/** What all metrics of a model can say of themselves. */
public interface SequenceMetrics {
  /** Rows that were measured, or the examples that they became. */
  long sequences();

  /** Steps of all sequences; 0 where only predictions were seen. */
  long steps();

  /** Mean loss of an output, as in training; NaN where it is not known. */
  double loss();

  /**
   * What must be known to read the figures: labels that the model cannot give, tokens that are
   * mostly unknown to it, data without a step. Whole sentences; empty for most data, and where only
   * predictions were seen.
   */
  List<String> warnings();

  /**
   * Fails where the figures of a model mean nothing.
   *
   * @throws InvalidInputException if the data has no step, or no label that the model could give
   */
  void requireMeaning();
}
