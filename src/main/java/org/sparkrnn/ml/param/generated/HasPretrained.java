package org.sparkrnn.ml.param.generated;

import java.util.List;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.sparkrnn.ml.param.kind.ParamOwner;
import org.sparkrnn.ml.param.kind.Valid;

/**
 * Vectors of words that were learned elsewhere.
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
                "file, directory or glob, on any Hadoop file system, of word vectors with which the embedding begins: text of word2vec, fastText or GloVe, plain or compressed; embeddingSize follows from it. A word is looked for as it is, in lower case, and then normalized (digits as 0)",
                Valid.path("pretrainedVectors")),
        null);
  }

  /**
   * File, directory or glob, on any Hadoop file system, of word vectors with which the embedding
   * begins: text of word2vec, fastText or GloVe, plain or compressed; embeddingSize follows from
   * it. A word is looked for as it is, in lower case, and then normalized (digits as 0).
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
                "whether training changes pretrained vectors: as all weights, not at all, or from when frozenEpochs are over: tune, freeze, freezeFirst",
                Valid.oneOf("pretrainedMode", List.of("tune", "freeze", "freezeFirst"))),
        "tune");
  }

  /**
   * Whether training changes pretrained vectors: as all weights, not at all, or from when
   * frozenEpochs are over: tune, freeze, freezeFirst (default tune).
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
                "epochs in which pretrainedMode=freezeFirst changes no pretrained vector",
                Valid.atLeast("frozenEpochs", 1)),
        1);
  }

  /**
   * Epochs in which pretrainedMode=freezeFirst changes no pretrained vector (at least 1, default
   * 1).
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
                "words of pretrainedVectors, the first in its files, that the model knows beside those of the training data",
                Valid.atLeast("extraWords", 0)),
        100000);
  }

  /**
   * Words of pretrainedVectors, the first in its files, that the model knows beside those of the
   * training data (at least 0, default 100000).
   */
  default int getExtraWords() {
    return (int) getOrDefault(extraWords());
  }
}
