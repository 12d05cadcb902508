package org.sparkrnn.ml;

import java.io.Serializable;

/** Everything multilabel metrics are computed from, added up over outputs. */
final class MultilabelCounts implements Serializable {
  private static final long serialVersionUID = 1L;

  long sequences;
  long steps; // of all rows' inputs
  double nats; // summed over labels, over lossOutputs
  long lossOutputs;
  long gold; // labels there are
  long found; // labels predicted
  long right; // labels in both

  MultilabelCounts merge(MultilabelCounts other) {
    sequences += other.sequences;
    steps += other.steps;
    nats += other.nats;
    lossOutputs += other.lossOutputs;
    gold += other.gold;
    found += other.found;
    right += other.right;
    return this;
  }
}
