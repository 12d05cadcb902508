package org.sparkrnn.ml;

import java.io.Serializable;

/** What every model's measurement counts beside what its own metrics need. */
abstract class MeasuredCounts implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Familiarity familiarity = new Familiarity();

  final Familiarity familiarity() {
    return familiarity;
  }
}
