package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.BooleanParam;
import org.sparkrnn.ml.param.kind.ParamOwner;

/**
 * How a tagger chooses labels.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 */
public interface HasTags extends ParamOwner {
  /** The Param transitions: see {@link #getTransitions}. */
  default BooleanParam transitions() {
    return declared(
        "transitions",
        () ->
            new BooleanParam(
                this,
                "transitions",
                "whether labels depend on their neighbours: a linear-chain CRF"),
        false);
  }

  /**
   * Whether labels depend on their neighbours: a linear-chain CRF (default false).
   */
  default boolean getTransitions() {
    return (boolean) getOrDefault(transitions());
  }
}
