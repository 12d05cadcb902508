package org.sparkrnn.ml.param;

import org.sparkrnn.ml.param.generated.HasSequenceTagger;

/** The Params of {@link org.sparkrnn.ml.SequenceTagger} and its model. */
public interface TaggerParams extends RnnParams, HasSequenceTagger {
  /** Whether labels are those of the best sequence, and not of each step by itself. */
  default boolean crf() {
    return getOutputLayer().equals("crf");
  }

  /** Whether the scheme of labels is recognized, where they are not converted. */
  default boolean recognizesScheme() {
    return getLabelScheme().equals("auto");
  }
}
