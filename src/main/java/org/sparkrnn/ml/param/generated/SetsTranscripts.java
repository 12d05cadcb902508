package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.Param;
import org.sparkrnn.data.InvalidInputException;

/**
 * Setters of {@link HasTranscripts}.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 *
 * @param <E> the object itself, which setters return
 */
public interface SetsTranscripts<E> extends HasTranscripts {
  @SuppressWarnings("unchecked") // by contract
  private <T> E with(Param<T> param, T value) {
    set(param, value);
    return (E) this;
  }

  /**
   * Sets labelUnit: labels of a transcript: the elements of a label column that is an array
   * (list), or the characters or the words of one that is a string. If not set: list for an
   * array, characters for a string. One of list, characters, words.
   *
   * @throws InvalidInputException if it is another value
   */
  default E setLabelUnit(String value) {
    return with(labelUnit(), value);
  }

  /**
   * Sets upsample: number of copies of each step that the recurrent layers read, for transcripts
   * that need more steps than the input has (from 1 to 64, default 1).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setUpsample(int value) {
    return with(upsample(), value);
  }

  /**
   * Sets beamWidth: number of transcripts that prefix beam search keeps at each step; 1 decodes
   * greedily, which takes the most likely output of each step by itself (from 1 to 10000, default
   * 1).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setBeamWidth(int value) {
    return with(beamWidth(), value);
  }

  /**
   * Sets ngramOrder: length of the longest n-grams of a language model of the training
   * transcripts, with which beam search scores them; 0 for no language model (from 0 to 20,
   * default 0).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setNgramOrder(int value) {
    return with(ngramOrder(), value);
  }

  /**
   * Sets ngramUnit: tokens of the language model: labels, or the words that the characters form
   * between spaces. One of labels, words (default labels).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setNgramUnit(String value) {
    return with(ngramUnit(), value);
  }

  /**
   * Sets ngramWeight: weight of the log probability of the language model beside that of the
   * network (at least 0, default 0.5).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setNgramWeight(double value) {
    return with(ngramWeight(), value);
  }

  /**
   * Sets lengthBonus: number that beam search adds to the score of a transcript for each token of
   * the language model, because this model prefers short transcripts (default 0.0).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setLengthBonus(double value) {
    return with(lengthBonus(), value);
  }

  /**
   * Sets probabilityCol: output column: the probability of the transcript, that of all its
   * alignments together; empty for none.
   */
  default E setProbabilityCol(String value) {
    return with(probabilityCol(), value);
  }

  /**
   * Sets stepsCol: output column: the step of the input, from 0 on, at which each label of the
   * transcript begins in its best alignment; empty for none.
   */
  default E setStepsCol(String value) {
    return with(stepsCol(), value);
  }

  /**
   * Sets nBestCol: output column: the best transcripts that beam search keeps with their scores,
   * probabilities and steps, the best first; empty for none.
   */
  default E setNBestCol(String value) {
    return with(nBestCol(), value);
  }

  /**
   * Sets nBest: number of transcripts in nBestCol, at most beamWidth (at least 1, default 5).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setNBest(int value) {
    return with(nBest(), value);
  }
}
