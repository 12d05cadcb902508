package org.sparkrnn.ml.param;

import java.util.List;
import org.sparkrnn.ml.param.generated.HasSequenceTagger;

/** The Params of {@link org.sparkrnn.ml.SequenceTagger} and its model. */
public interface TaggerParams extends RnnParams, HasSequenceTagger {
  /** The names of the label columns: labelCols, or else labelCol. */
  default List<String> labelColumns() {
    return isDefined(labelCols()) ? List.of(getLabelCols()) : List.of(getLabelCol());
  }

  /**
   * The name of the column that a model adds for one of several targets.
   *
   * @param name the name of the column for the first target
   * @param target the number of the target
   */
  default String columnOf(String name, int target) {
    return target == 0 ? name : name + "_" + labelColumns().get(target).replace('.', '_');
  }

  /** Whether the best sequence of labels is predicted, and not each label by itself. */
  default boolean crf() {
    return getOutputLayer().equals("crf");
  }

  /** Whether the scheme of labels is recognized automatically, without conversion. */
  default boolean recognizesScheme() {
    return getLabelScheme().equals("auto");
  }
}
