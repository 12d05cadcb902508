package org.sparkrnn.ml.param;

import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Readout;
import org.sparkrnn.ml.param.generated.HasSequenceClassifier;
import org.sparkrnn.ml.param.kind.ReadoutType;

/**
 * Params of {@link org.sparkrnn.ml.SequenceClassifier} and its model, with their getters; public
 * because Spark requires it.
 */
public interface SequenceClassifierParams extends RnnParams, HasSequenceClassifier {
  /** Which steps have an output. */
  default Readout outputSteps() {
    return ReadoutType.of(getReadout()).steps();
  }

  /**
   * @throws InvalidInputException if these Params contradict each other
   */
  default void requireConsistent() {
    if (!getMultilabel() && outputSteps() == Readout.EACH_STEP) {
      throw new InvalidInputException(
          "readout is eachStep with multilabel=false, which is tagging; use SequenceTagger"
              + " (task=tagger), or set multilabel=true or readout=lastStep");
    }
    if (getMultilabel() && (getLabelSmoothing() > 0 || !getClassWeights().isBlank())) {
      throw new InvalidInputException(
          "labelSmoothing is %s and classWeights is '%s' with multilabel=true, but both work only with one class per sequence; leave them out, or set multilabel=false"
              .formatted(getLabelSmoothing(), getClassWeights()));
    }
  }

  /**
   * @throws InvalidInputException if predictionIndexCol is set but a prediction is not a single
   *     class
   */
  default void requireIndexable() {
    if (getMultilabel() && !getPredictionIndexCol().isEmpty()) {
      throw new InvalidInputException(
          "predictionIndexCol is %s with multilabel=true, but a set of labels has no index; leave it out, or set multilabel=false"
              .formatted(getPredictionIndexCol()));
    }
  }
}
