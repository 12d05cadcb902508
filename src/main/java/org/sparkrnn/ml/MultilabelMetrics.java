package org.sparkrnn.ml;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import org.sparkrnn.ml.TaggingMetrics.TagMetrics;
import org.sparkrnn.ml.evaluation.MultilabelCounts;

/** How well predicted sets of labels agree with the correct sets. */
public final class MultilabelMetrics extends CountedMetrics {
  private final MultilabelCounts counts;

  MultilabelMetrics(MultilabelCounts counts) {
    super(counts);
    this.counts = counts;
  }

  /** The number of rows. */
  @Override
  public long sequences() {
    return counts.sequences;
  }

  /** The number of steps of all sequences; 0 if only predictions were given. */
  @Override
  public long steps() {
    return counts.steps;
  }

  /**
   * Mean negative log-likelihood per output (a step or a sequence), in nats, summed over labels;
   * NaN if no probabilities were given.
   */
  public double nll() {
    return counts.nats / counts.lossOutputs;
  }

  /** The same as {@link #nll}. */
  @Override
  public double loss() {
    return nll();
  }

  /** Fraction of the predicted labels that are correct; 0 if there are none. */
  public double microPrecision() {
    return ratio(counts.right, counts.found);
  }

  /** Fraction of the correct labels that were predicted; 0 if there are none. */
  public double microRecall() {
    return ratio(counts.right, counts.gold);
  }

  /** F1 over all labels of all outputs; 0 if there are none. */
  public double microF1() {
    return ratio(2 * counts.right, counts.found + counts.gold);
  }

  /** Precision, recall and F1 of each label, in descending order of frequency. */
  public List<TagMetrics> labels() {
    return counts.byLabel.entrySet().stream()
        .map(
            label -> {
              long[] n = label.getValue();
              return new TagMetrics(
                  label.getKey(),
                  ratio(n[2], n[1]),
                  ratio(n[2], n[0]),
                  ratio(2 * n[2], n[0] + n[1]),
                  n[0]);
            })
        .sorted(
            Comparator.comparingLong(TagMetrics::support).reversed().thenComparing(TagMetrics::tag))
        .toList();
  }

  @Override
  void describe(ObjectNode json) {
    super.describe(json);
    ReportJson.putLabels(json, "labels", labels());
  }

  /** Fraction of the outputs whose set of labels is exactly correct; NaN without outputs. */
  public double subsetAccuracy() {
    return (double) counts.exact / counts.outputs;
  }

  /**
   * The number of wrongly predicted and of missed labels, divided by the number of outputs times
   * the number of different labels in the data, as in Spark's MultilabelMetrics; NaN if no label
   * occurs.
   */
  public double hammingLoss() {
    long wrong = counts.gold + counts.found - 2 * counts.right;
    return counts.gold == 0 ? Double.NaN : wrong / ((double) counts.outputs * counts.labels.size());
  }
}
