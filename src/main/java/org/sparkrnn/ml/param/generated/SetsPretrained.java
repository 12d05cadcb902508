package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.Param;
import org.sparkrnn.data.InvalidInputException;

/**
 * Setters of {@link HasPretrained}.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 *
 * @param <E> the object itself, which setters return
 */
public interface SetsPretrained<E> extends HasPretrained {
  @SuppressWarnings("unchecked") // by contract
  private <T> E with(Param<T> param, T value) {
    set(param, value);
    return (E) this;
  }

  /**
   * Sets pretrainedVectors: file, directory or glob, on any Hadoop file system, of word vectors
   * with which the embedding begins: text of word2vec, fastText or GloVe, plain or compressed;
   * embeddingSize follows from it. A word is looked for as it is, in lower case, and then
   * normalized (digits as 0).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setPretrainedVectors(String value) {
    return with(pretrainedVectors(), value);
  }

  /**
   * Sets pretrainedMode: whether training changes pretrained vectors: as all weights, not at all,
   * or from when frozenEpochs are over: tune, freeze, freezeFirst (default tune).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setPretrainedMode(String value) {
    return with(pretrainedMode(), value);
  }

  /**
   * Sets frozenEpochs: epochs in which pretrainedMode=freezeFirst changes no pretrained vector
   * (at least 1, default 1).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setFrozenEpochs(int value) {
    return with(frozenEpochs(), value);
  }

  /**
   * Sets extraWords: words of pretrainedVectors, the first in its files, that the model knows
   * beside those of the training data (at least 0, default 100000).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setExtraWords(int value) {
    return with(extraWords(), value);
  }
}
