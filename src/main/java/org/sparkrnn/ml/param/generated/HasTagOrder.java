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
                "tags before it that a tag depends on",
                Valid.between("order", 1, 2)),
        2);
  }

  /**
   * Tags before it that a tag depends on (from 1 to 2, default 2).
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
                "longest ending of an unknown word that tells its tag, in characters",
                Valid.atLeast("suffixLength", 0)),
        10);
  }

  /**
   * Longest ending of an unknown word that tells its tag, in characters (at least 0, default 10).
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
                "words seen at most this often tell what unknown words are like",
                Valid.atLeast("rareCount", 1)),
        10);
  }

  /**
   * Words seen at most this often tell what unknown words are like (at least 1, default 10).
   */
  default int getRareCount() {
    return (int) getOrDefault(rareCount());
  }
}
