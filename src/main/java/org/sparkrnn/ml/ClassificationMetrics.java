package org.sparkrnn.ml;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.sparkrnn.ml.TaggingMetrics.Confusion;
import org.sparkrnn.ml.TaggingMetrics.TagMetrics;
import org.sparkrnn.ml.evaluation.ClassificationCounts;

/** How well predicted classes agree with labels, one per row. */
public final class ClassificationMetrics extends CountedMetrics {
  private final TaggingMetrics rows; // each a sequence of one step

  private final ClassificationCounts counts;

  ClassificationMetrics(ClassificationCounts counts) {
    super(counts);
    this.counts = counts;
    rows = new TaggingMetrics(counts.classes);
  }

  /** The number of rows. */
  @Override
  public long sequences() {
    return rows.sequences();
  }

  /** The number of steps of all sequences; 0 if only predictions were given. */
  @Override
  public long steps() {
    return counts.steps;
  }

  /**
   * Mean cross-entropy in nats, over the rows that are not empty and whose label the model knows;
   * NaN if it was not computed.
   */
  @Override
  public double loss() {
    return rows.loss();
  }

  /** Fraction of the rows that are classified correctly; NaN without rows. */
  public double accuracy() {
    return rows.accuracy();
  }

  /** Mean F1 of the classes that occur as labels. */
  public double macroF1() {
    return rows.macroF1();
  }

  /** Mean recall of the classes that occur as labels, which is the balanced accuracy. */
  public double macroRecall() {
    return rows.macroRecall();
  }

  @Override
  void describe(ObjectNode json) {
    super.describe(json);
    rows.describeLabels(json);
  }

  /** Precision, recall and F1 of each class, in descending order of the frequency of the labels. */
  public List<TagMetrics> classes() {
    return rows.tags();
  }

  /** The most frequent mistakes, in descending order of frequency. */
  public List<Confusion> mostConfused(int most) {
    return rows.mostConfused(most);
  }
}
