package org.sparkrnn.ml;

import org.apache.spark.ml.param.Param;

/**
 * Base class of the evaluators that compare predictions with a column of labels or targets.
 *
 * @param <E> the evaluator itself, which setters return
 * @param <M> the type of its metrics
 */
public abstract class LabelledEvaluator<E extends LabelledEvaluator<E, M>, M>
    extends SequenceEvaluator<E, M> {
  private static final long serialVersionUID = 1L;

  /**
   * @param label the default of labelCol, which is that of the estimator
   */
  LabelledEvaluator(String uid, String label) {
    super(uid, "prediction");
    setDefault(labelCol(), label);
  }

  /** The column of labels or targets. */
  public Param<String> labelCol() {
    return column("labelCol", "label column, of a type that is accepted in training");
  }

  /** The value of {@link #labelCol}. */
  public String getLabelCol() {
    return getOrDefault(labelCol());
  }

  /** Sets {@link #labelCol}. */
  public E setLabelCol(String value) {
    return with(labelCol(), value);
  }
}
