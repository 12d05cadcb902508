package org.sparkrnn.ml;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import org.sparkrnn.ml.TaggingMetrics.TagMetrics;
import org.sparkrnn.ml.evaluation.MultilabelCounts;

/** How well predicted sets of labels agree with the labels there are. */
public final class MultilabelMetrics extends CountedMetrics {
  private final MultilabelCounts counts;

  MultilabelMetrics(MultilabelCounts counts) {
    super(counts);
    this.counts = counts;
  }

  /** Rows. */
  @Override
  public long sequences() {
    return counts.sequences;
  }

  /** Steps of all sequences; 0 where only predictions were seen. */
  @Override
  public long steps() {
    return counts.steps;
  }

  /**
   * Mean negative log-likelihood of an output, a step or a sequence, in nats summed over labels;
   * NaN where no probabilities were seen.
   */
  public double nll() {
    return counts.nats / counts.lossOutputs;
  }

  /** The same as {@link #nll}. */
  @Override
  public double loss() {
    return nll();
  }

  /** Share of the predicted labels that are right; 0 where there are none. */
  public double microPrecision() {
    return ratio(counts.right, counts.found);
  }

  /** Share of the labels that were predicted; 0 where there are none. */
  public double microRecall() {
    return ratio(counts.right, counts.gold);
  }

  /** F1 over all labels of all outputs; 0 where there are none. */
  public double microF1() {
    return ratio(2 * counts.right, counts.found + counts.gold);
  }

  /** Precision, recall and F1 of every label, the most frequent first. */
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

  /** Share of the outputs whose set of labels is exactly right; NaN of nothing. */
  public double subsetAccuracy() {
    return (double) counts.exact / counts.outputs;
  }

  /**
   * Labels that are predicted and not there or there and not predicted, divided by outputs times
   * labels that occur in the data, as Spark's MultilabelMetrics does; NaN where none occurs.
   */
  public double hammingLoss() {
    long wrong = counts.gold + counts.found - 2 * counts.right;
    return counts.gold == 0 ? Double.NaN : wrong / ((double) counts.outputs * counts.labels.size());
  }
}
