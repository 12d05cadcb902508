package org.sparkrnn.ml.evaluation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.sparkrnn.ml.column.Logs;

/** Everything multilabel metrics are computed from, added up over outputs. */
public final class MultilabelCounts extends MeasuredCounts {
  private static final long serialVersionUID = 1L;

  /** Rows. */
  public long sequences;

  /** Steps of the inputs of all rows. */
  public long steps;

  /** Negative log-likelihood, summed over labels and {@link #lossOutputs}. */
  public double nats;

  /** The number of outputs with probabilities. */
  public long lossOutputs;

  /** The number of outputs: steps or rows. */
  public long outputs;

  /** The number of outputs whose set is correct. */
  public long exact;

  /** The number of labels in the data. */
  public long gold;

  /** The number of predicted labels. */
  public long found;

  /** The number of labels in both. */
  public long right;

  /** The labels that occur in the data. */
  public final HashSet<String> labels = new HashSet<>();

  /** How often each label is in the data, is predicted, and both. */
  public final HashMap<String, long[]> byLabel = new HashMap<>();

  /** Adds one output. */
  public void add(Set<String> there, Set<String> predicted) {
    int both = 0;
    for (String label : predicted) {
      long[] of = byLabel.computeIfAbsent(label, key -> new long[3]);
      of[1]++;
      if (there.contains(label)) {
        both++;
        of[2]++;
      }
    }
    there.forEach(label -> byLabel.computeIfAbsent(label, key -> new long[3])[0]++);
    outputs++;
    exact += both == there.size() && both == predicted.size() ? 1 : 0;
    gold += there.size();
    found += predicted.size();
    right += both;
    labels.addAll(there);
  }

  /**
   * Adds the negative log-likelihood of one output. Labels without a probability are left out.
   *
   * @param p [K] the probability of each of {@code known}
   */
  public void addLoss(Set<String> there, List<String> known, double[] p) {
    lossOutputs++;
    for (int k = 0; k < p.length; k++) {
      nats -= there.contains(known.get(k)) ? Logs.of(p[k]) : Logs.ofOther(p[k]);
    }
  }

  /** Adds the counts of other outputs. */
  public MultilabelCounts merge(MultilabelCounts other) {
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
    other.byLabel.forEach(
        (label, more) -> {
          long[] of = byLabel.computeIfAbsent(label, key -> new long[3]);
          for (int i = 0; i < of.length; i++) {
            of[i] += more[i];
          }
        });
    return this;
  }
}
