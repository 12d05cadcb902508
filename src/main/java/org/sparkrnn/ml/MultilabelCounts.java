package org.sparkrnn.ml;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Everything multilabel metrics are computed from, added up over outputs. */
final class MultilabelCounts extends MeasuredCounts {
  private static final long serialVersionUID = 1L;

  long sequences;
  long steps; // of all rows' inputs
  double nats; // summed over labels, over lossOutputs
  long lossOutputs;
  long outputs;
  long exact; // outputs whose set is right
  long gold; // labels there are
  long found; // labels predicted
  long right; // labels in both
  final HashSet<String> labels = new HashSet<>(); // that occur among those there are

  /** Adds one output. */
  void add(Set<String> there, Set<String> predicted) {
    int both = 0;
    for (String label : predicted) {
      both += there.contains(label) ? 1 : 0;
    }
    outputs++;
    exact += both == there.size() && both == predicted.size() ? 1 : 0;
    gold += there.size();
    found += predicted.size();
    right += both;
    labels.addAll(there);
  }

  /**
   * Adds the negative log-likelihood of one output. A label that has no probability is no part of
   * it.
   *
   * @param p [K] the probability of each of {@code known}
   */
  void addLoss(Set<String> there, List<String> known, double[] p) {
    lossOutputs++;
    for (int k = 0; k < p.length; k++) {
      nats -= there.contains(known.get(k)) ? Logs.of(p[k]) : Logs.ofOther(p[k]);
    }
  }

  MultilabelCounts merge(MultilabelCounts other) {
    sequences += other.sequences;
    steps += other.steps;
    nats += other.nats;
    lossOutputs += other.lossOutputs;
    outputs += other.outputs;
    exact += other.exact;
    gold += other.gold;
    found += other.found;
    right += other.right;
    labels.addAll(other.labels);
    return this;
  }
}
