package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.IntParam;
import org.sparkrnn.ml.param.kind.ParamOwner;
import org.sparkrnn.ml.param.kind.Valid;

/**
 * Which tokens are known.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 */
public interface HasMinCount extends ParamOwner {
  /** The Param minCount: see {@link #getMinCount}. */
  default IntParam minCount() {
    return declared(
        "minCount",
        () ->
            new IntParam(
                this,
                "minCount",
                "tokens seen less often in training become the unknown word",
                Valid.atLeast("minCount", 1)),
        1);
  }

  /**
   * Tokens seen less often in training become the unknown word (at least 1, default 1).
   */
  default int getMinCount() {
    return (int) getOrDefault(minCount());
  }

  /** The Param maxVocabulary: see {@link #getMaxVocabulary}. */
  default IntParam maxVocabulary() {
    return declared(
        "maxVocabulary",
        () ->
            new IntParam(
                this,
                "maxVocabulary",
                "tokens of the training data that are known at most, the most frequent ones; 0 for all",
                Valid.atLeast("maxVocabulary", 0)),
        0);
  }

  /**
   * Tokens of the training data that are known at most, the most frequent ones; 0 for all (at
   * least 0, default 0).
   */
  default int getMaxVocabulary() {
    return (int) getOrDefault(maxVocabulary());
  }
}
