package org.sparkrnn.ml.param.generated;

import java.util.List;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.sparkrnn.ml.param.kind.ParamOwner;
import org.sparkrnn.ml.param.kind.Valid;

/**
 * Pretrained word vectors.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 */
public interface HasPretrained extends ParamOwner {
  /** The Param pretrainedVectors: see {@link #getPretrainedVectors}. */
  default Param<String> pretrainedVectors() {
    return declared(
        "pretrainedVectors",
        () ->
            new Param<>(
                this,
                "pretrainedVectors",
                "file, directory or glob of pretrained word vectors, on any Hadoop file system, with which the embedding starts: the text format of word2vec, fastText or GloVe, plain or compressed; it determines embeddingSize. A word is looked up as it is, then in lower case, then normalized (every digit becomes 0)",
                Valid.path("pretrainedVectors")),
        null);
  }

  /**
   * File, directory or glob of pretrained word vectors, on any Hadoop file system, with which the
   * embedding starts: the text format of word2vec, fastText or GloVe, plain or compressed; it
   * determines embeddingSize. A word is looked up as it is, then in lower case, then normalized
   * (every digit becomes 0).
   */
  default String getPretrainedVectors() {
    return getOrDefault(pretrainedVectors());
  }

  /** The Param pretrainedMode: see {@link #getPretrainedMode}. */
  default Param<String> pretrainedMode() {
    return declared(
        "pretrainedMode",
        () ->
            new Param<>(
                this,
                "pretrainedMode",
                "whether training changes the pretrained vectors: always (tune), never (freeze), or only after the first frozenEpochs epochs (freezeFirst). One of tune, freeze, freezeFirst",
                Valid.oneOf("pretrainedMode", List.of("tune", "freeze", "freezeFirst"))),
        "tune");
  }

  /**
   * Whether training changes the pretrained vectors: always (tune), never (freeze), or only after
   * the first frozenEpochs epochs (freezeFirst). One of tune, freeze, freezeFirst (default tune).
   */
  default String getPretrainedMode() {
    return getOrDefault(pretrainedMode());
  }

  /** The Param frozenEpochs: see {@link #getFrozenEpochs}. */
  default IntParam frozenEpochs() {
    return declared(
        "frozenEpochs",
        () ->
            new IntParam(
                this,
                "frozenEpochs",
                "number of epochs in which pretrainedMode=freezeFirst does not change the pretrained vectors",
                Valid.atLeast("frozenEpochs", 1)),
        1);
  }

  /**
   * Number of epochs in which pretrainedMode=freezeFirst does not change the pretrained vectors
   * (at least 1, default 1).
   */
  default int getFrozenEpochs() {
    return (int) getOrDefault(frozenEpochs());
  }

  /** The Param extraWords: see {@link #getExtraWords}. */
  default IntParam extraWords() {
    return declared(
        "extraWords",
        () ->
            new IntParam(
                this,
                "extraWords",
                "largest number of words that the model takes from pretrainedVectors beside the words of the training data; they are the first ones in the files",
                Valid.atLeast("extraWords", 0)),
        100000);
  }

  /**
   * Largest number of words that the model takes from pretrainedVectors beside the words of the
   * training data; they are the first ones in the files (at least 0, default 100000).
   */
  default int getExtraWords() {
    return (int) getOrDefault(extraWords());
  }
}
