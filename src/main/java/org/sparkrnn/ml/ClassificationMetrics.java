package org.sparkrnn.ml;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.sparkrnn.ml.TaggingMetrics.Confusion;
import org.sparkrnn.ml.TaggingMetrics.TagMetrics;
import org.sparkrnn.ml.evaluation.ClassificationCounts;

/** How well predicted classes agree with labels, one a row. */
public final class ClassificationMetrics extends CountedMetrics {
  private final TaggingMetrics rows; // each a sequence of one step

  private final ClassificationCounts counts;

  ClassificationMetrics(ClassificationCounts counts) {
    super(counts);
    this.counts = counts;
    rows = new TaggingMetrics(counts.classes);
  }

  /** Rows. */
  @Override
  public long sequences() {
    return rows.sequences();
  }

  /** Steps of all sequences; 0 where only predictions were seen. */
  @Override
  public long steps() {
    return counts.steps;
  }

  /**
   * Mean cross-entropy in nats, over the rows whose label the model knows and that are not empty;
   * NaN where it was not computed.
   */
  @Override
  public double loss() {
    return rows.loss();
  }

  /** Share of the rows classified right; NaN where there are no rows. */
  public double accuracy() {
    return rows.accuracy();
  }

  /** Mean F1 of the classes that occur as labels. */
  public double macroF1() {
    return rows.macroF1();
  }

  /** Mean recall of the classes that occur as labels: the balanced accuracy. */
  public double macroRecall() {
    return rows.macroRecall();
  }

  @Override
  void describe(ObjectNode json) {
    super.describe(json);
    rows.describeLabels(json);
  }

  /** Precision, recall and F1 of every class, the most frequent label first. */
  public List<TagMetrics> classes() {
    return rows.tags();
  }

  /** The most frequent mistakes, the most frequent first. */
  public List<Confusion> mostConfused(int most) {
    return rows.mostConfused(most);
  }
}
