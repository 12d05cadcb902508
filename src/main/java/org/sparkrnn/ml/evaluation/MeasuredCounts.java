package org.sparkrnn.ml.evaluation;

import java.io.Serializable;
import java.util.List;

/** The counts that every model's evaluation has besides those of its metrics. */
public abstract class MeasuredCounts implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Familiarity familiarity = new Familiarity();
  private final Examples examples = new Examples();
  private long droppedRows;

  /** How much of the data the model can know. */
  public final Familiarity familiarity() {
    return familiarity;
  }

  /** The parts of a report on single rows. */
  public final Examples examples() {
    return examples;
  }

  /** The number of malformed rows that were left out of the measurement. */
  public final long droppedRows() {
    return droppedRows;
  }

  /** Sets {@link #droppedRows}, on the sum of all counts. */
  public final void setDroppedRows(long value) {
    droppedRows = value;
  }

  /** See {@link Familiarity#warnings}. */
  public List<String> warnings() {
    return familiarity.warnings();
  }

  /** See {@link Familiarity#requireMeaning}. */
  public void requireMeaning() {
    familiarity.requireMeaning();
  }
}
