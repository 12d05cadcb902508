package org.sparkrnn.ml.evaluation;

import java.io.Serializable;
import java.util.List;

/** What every model's measurement counts beside what its own metrics need. */
public abstract class MeasuredCounts implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Familiarity familiarity = new Familiarity();
  private final Examples examples = new Examples();

  /** How much of the data the model can know. */
  public final Familiarity familiarity() {
    return familiarity;
  }

  /** What a report shows of single rows. */
  public final Examples examples() {
    return examples;
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
