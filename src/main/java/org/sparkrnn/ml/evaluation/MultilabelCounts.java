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

  /** Of all rows' inputs. */
  public long steps;

  /** Negative log-likelihood, summed over labels and {@link #lossOutputs}. */
  public double nats;

  /** Outputs whose probabilities were seen. */
  public long lossOutputs;

  /** Steps or rows, as each has a set. */
  public long outputs;

  /** Outputs whose set is right. */
  public long exact;

  /** Labels there are. */
  public long gold;

  /** Labels predicted. */
  public long found;

  /** Labels in both. */
  public long right;

  /** Labels that occur among those there are. */
  public final HashSet<String> labels = new HashSet<>();

  /** Of each label how often it is there, is predicted, and both. */
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
   * Adds the negative log-likelihood of one output. A label that has no probability is no part of
   * it.
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
