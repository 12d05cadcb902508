package org.sparkrnn.ml.param;

import org.sparkrnn.baseline.Boundaries;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.ml.param.generated.HasLanguageModel;

/**
 * Params of {@link org.sparkrnn.ml.LanguageModel} and its model, with their getters; public because
 * Spark requires it.
 */
public interface LanguageModelParams extends RnnParams, LevelParams, HasLanguageModel {
  /** Whether rows follow each other. */
  default boolean inOrder() {
    return getBoundaries().equals(Boundaries.STREAM.paramValue());
  }

  /**
   * @throws InvalidInputException if Params contradict each other, or would let the network see
   *     what it should predict
   */
  default void requireLanguageModel() {
    if (isSet(tbpttLength()) && !inOrder()) {
      throw new InvalidInputException(
          "tbpttLength is %d, but boundaries=lines trains on whole rows; set boundaries=stream, or leave tbpttLength out"
              .formatted(getTbpttLength()));
    }
    if (getBidirectional()) {
      throw new InvalidInputException(
          "bidirectional is true, but the backward direction of a language model would read the tokens that it has to predict; set bidirectional=false");
    }
    if (!getConvLayers().isEmpty() || getWindow() > 1) {
      throw new InvalidInputException(
          "convLayers or window is set, but a language model reads one token at a time; leave both unset");
    }
    if (!getCharacterEncoder().equals("convolution")) {
      throw new InvalidInputException(
          "characterEncoder is %s, but a language model reads only tokens; leave characterEncoder unset"
              .formatted(getCharacterEncoder()));
    }
    if (getCharacterFilters() > 0) {
      throw new InvalidInputException(
          "characterFilters is %d, but a language model reads only tokens; leave characterFilters unset"
              .formatted(getCharacterFilters()));
    }
  }
}
