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
                "tokens that occur less often than this in the training data become the unknown word",
                Valid.atLeast("minCount", 1)),
        1);
  }

  /**
   * Tokens that occur less often than this in the training data become the unknown word (at least
   * 1, default 1).
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
                "largest number of tokens in the vocabulary; the most frequent ones are kept; 0 for no limit",
                Valid.atLeast("maxVocabulary", 0)),
        0);
  }

  /**
   * Largest number of tokens in the vocabulary; the most frequent ones are kept; 0 for no limit
   * (at least 0, default 0).
   */
  default int getMaxVocabulary() {
    return (int) getOrDefault(maxVocabulary());
  }
}
