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
   * Sets pretrainedVectors: file, directory or glob of pretrained word vectors, on any Hadoop
   * file system, with which the embedding starts: the text format of word2vec, fastText or GloVe,
   * plain or compressed; it determines embeddingSize. A word is looked up as it is, then in lower
   * case, then normalized (every digit becomes 0).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setPretrainedVectors(String value) {
    return with(pretrainedVectors(), value);
  }

  /**
   * Sets pretrainedMode: whether training changes the pretrained vectors: always (tune), never
   * (freeze), or only after the first frozenEpochs epochs (freezeFirst). One of tune, freeze,
   * freezeFirst (default tune).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setPretrainedMode(String value) {
    return with(pretrainedMode(), value);
  }

  /**
   * Sets frozenEpochs: number of epochs in which pretrainedMode=freezeFirst does not change the
   * pretrained vectors (at least 1, default 1).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setFrozenEpochs(int value) {
    return with(frozenEpochs(), value);
  }

  /**
   * Sets extraWords: largest number of words that the model takes from pretrainedVectors beside
   * the words of the training data; they are the first ones in the files (at least 0, default
   * 100000).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setExtraWords(int value) {
    return with(extraWords(), value);
  }
}
