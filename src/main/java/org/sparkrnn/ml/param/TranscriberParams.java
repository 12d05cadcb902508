package org.sparkrnn.ml.param;

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
   * @param unit the unit of the labels, as in labelUnit
   * @throws InvalidInputException if these Params contradict each other
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
    if (getNgramOrder() == 0 && getLengthBonus() != 0) {
      throw new InvalidInputException(
          "lengthBonus is %s, but there is no language model whose tokens it could count; set ngramOrder, or leave lengthBonus out"
              .formatted(getLengthBonus()));
    }
    if (getNgramOrder() > 0 && ngramWords() && !unit.equals("characters")) {
      throw new InvalidInputException(
          "ngramUnit is words, but labels are %s, and only labelUnit=characters has words to count; leave ngramUnit out"
              .formatted(unit.equals("words") ? "words themselves" : "the elements of lists"));
    }
  }
}
