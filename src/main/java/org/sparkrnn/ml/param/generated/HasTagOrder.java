package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.IntParam;
import org.sparkrnn.ml.param.kind.ParamOwner;
import org.sparkrnn.ml.param.kind.Valid;

/**
 * What the hidden Markov tagger counts.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 */
public interface HasTagOrder extends ParamOwner {
  /** The Param order: see {@link #getOrder}. */
  default IntParam order() {
    return declared(
        "order",
        () ->
            new IntParam(
                this,
                "order",
                "number of previous tags on which a tag depends",
                Valid.between("order", 1, 2)),
        2);
  }

  /**
   * Number of previous tags on which a tag depends (from 1 to 2, default 2).
   */
  default int getOrder() {
    return (int) getOrDefault(order());
  }

  /** The Param suffixLength: see {@link #getSuffixLength}. */
  default IntParam suffixLength() {
    return declared(
        "suffixLength",
        () ->
            new IntParam(
                this,
                "suffixLength",
                "length in characters of the longest word ending from which the tag of an unknown word is guessed",
                Valid.atLeast("suffixLength", 0)),
        10);
  }

  /**
   * Length in characters of the longest word ending from which the tag of an unknown word is
   * guessed (at least 0, default 10).
   */
  default int getSuffixLength() {
    return (int) getOrDefault(suffixLength());
  }

  /** The Param rareCount: see {@link #getRareCount}. */
  default IntParam rareCount() {
    return declared(
        "rareCount",
        () ->
            new IntParam(
                this,
                "rareCount",
                "words that occur at most this often are used to estimate the tags of unknown words",
                Valid.atLeast("rareCount", 1)),
        10);
  }

  /**
   * Words that occur at most this often are used to estimate the tags of unknown words (at least
   * 1, default 10).
   */
  default int getRareCount() {
    return (int) getOrDefault(rareCount());
  }
}
