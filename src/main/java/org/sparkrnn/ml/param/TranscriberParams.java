package org.sparkrnn.ml.param;

import org.apache.spark.ml.param.Param;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.ml.param.generated.HasSequenceTranscriber;
import org.sparkrnn.predict.Decoding;

/**
 * Params of {@link org.sparkrnn.ml.SequenceTranscriber} and its model, with their getters; public
 * because Spark requires it.
 */
public interface TranscriberParams extends RnnParams, HasSequenceTranscriber {
  /** The unit of the labels; null if it follows from the label column's type. */
  default String statedUnit() {
    return isDefined(labelUnit()) ? getLabelUnit() : null;
  }

  /** Whether the tokens of the language model are words. */
  default boolean ngramWords() {
    return getNgramUnit().equals("words");
  }

  /** How transcripts are decoded. */
  default Decoding decoding() {
    Decoding beam = Decoding.beam(getBeamWidth());
    return getNgramOrder() == 0 ? beam : beam.withNGram(getNgramWeight(), getLengthBonus());
  }

  /**
   * @throws InvalidInputException if a setting of a language model is given without one
   */
  default void requireLanguageModel() {
    if (getNgramOrder() > 0) {
      return;
    }
    Param<?> given =
        getLengthBonus() != 0 ? lengthBonus() : isSet(ngramWeight()) ? ngramWeight() : null;
    if (given != null) {
      throw new InvalidInputException(
          "%s is %s, but there is no language model, because ngramOrder is 0; train with ngramOrder=4, or leave %s out"
              .formatted(given.name(), getOrDefault(given), given.name()));
    }
  }

  /**
   * @param unit of the labels, as labelUnit has it
   * @throws InvalidInputException if one of these Params makes no sense with another
   */
  default void requireConsistent(String unit) {
    if (getTiedEmbeddings()) {
      throw new InvalidInputException(
          "tiedEmbeddings is true, but the outputs of a transcriber are labels and a blank, not the tokens of its input; leave it out");
    }
    if (getNgramOrder() > 0 && getBeamWidth() == 1) {
      throw new InvalidInputException(
          "ngramOrder is %d with beamWidth=1, which decodes greedily and uses no language model; set a larger beamWidth such as 16, or leave ngramOrder out"
              .formatted(getNgramOrder()));
    }
    requireLanguageModel();
    if (getNgramOrder() > 0 && ngramWords() && !unit.equals("characters")) {
      throw new InvalidInputException(
          "ngramUnit is words, but labels are %s, and only labelUnit=characters has words to count; leave ngramUnit out"
              .formatted(unit.equals("words") ? "words themselves" : "the elements of lists"));
    }
  }
}
