package org.sparkrnn.ml.param;

import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Readout;
import org.sparkrnn.ml.param.generated.HasText;
import org.sparkrnn.ml.param.kind.TextBoundaries;
import org.sparkrnn.nn.NetworkBuilder;
import org.sparkrnn.nn.output.HeadType;
import org.sparkrnn.train.TrainingOptions;

/**
 * Params of {@link org.sparkrnn.ml.LanguageModel} and its model, with their getters; public as
 * Spark asks.
 */
public interface LanguageModelParams extends RnnParams, LevelParams, HasText {
  /** Whether rows follow each other. */
  default boolean inOrder() {
    return getBoundaries().equals(TextBoundaries.STREAM.paramValue());
  }

  /** Chunks of streams, if rows follow each other; the best epoch is that of the least loss. */
  @Override
  default TrainingOptions trainingOptions() {
    return trainingOptionsBuilder()
        .tbpttLength(inOrder() ? getTbpttLength() : 0)
        .bestByLoss(true)
        .build();
  }

  /**
   * @throws InvalidInputException if Params contradict each other, or would let the network see
   *     what it is to predict
   */
  default void requireLanguageModel() {
    if (isSet(tbpttLength()) && !inOrder()) {
      throw new InvalidInputException(
          "tbpttLength is %d, but boundaries=lines trains on whole rows; set boundaries=stream, or leave tbpttLength out"
              .formatted(getTbpttLength()));
    }
    if (getBidirectional()) {
      throw new InvalidInputException(
          "bidirectional is true, but a language model predicts what its reverse half would have read; set bidirectional=false");
    }
    if (!getConvLayers().isEmpty() || getWindow() > 1) {
      throw new InvalidInputException(
          "convLayers or window is set, but a language model reads one token at a time; leave both unset");
    }
  }

  /** The output of all language models. */
  default NetworkBuilder nextToken(NetworkBuilder network) {
    return network.head(HeadType.SOFTMAX).readout(Readout.EACH_STEP);
  }
}
