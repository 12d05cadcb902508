package org.sparkrnn.ml;

import java.util.List;
import org.sparkrnn.data.InvalidInputException;

/** The common methods of all metrics of models. */
public interface SequenceMetrics {
  /** The number of measured rows, or of the examples that were made from them. */
  long sequences();

  /** The number of steps of all sequences; 0 if only predictions were given. */
  long steps();

  /**
   * The number of malformed rows that a model left out because of {@code mode=dropmalformed}; 0 if
   * only predictions were given.
   */
  long droppedRows();

  /** Mean loss per output, as in training; NaN if it is not known. */
  double loss();

  /**
   * Warnings that matter for reading the metrics: labels that the model cannot predict, tokens that
   * are mostly unknown to it, data without steps. They are sentences; the list is empty for most
   * data, and if only predictions were given.
   */
  List<String> warnings();

  /**
   * Fails if the metrics of a model are meaningless.
   *
   * @throws InvalidInputException if the data has no steps, or no label that the model could
   *     predict
   */
  void requireMeaning();
}
