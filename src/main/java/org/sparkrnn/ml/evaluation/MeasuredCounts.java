package org.sparkrnn.ml.evaluation;

import java.io.Serializable;

/** What every model's measurement counts beside what its own metrics need. */
public abstract class MeasuredCounts implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Familiarity familiarity = new Familiarity();

  public final Familiarity familiarity() {
    return familiarity;
  }
}
