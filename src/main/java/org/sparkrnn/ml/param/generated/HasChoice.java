package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.BooleanParam;
import org.sparkrnn.ml.param.kind.ParamOwner;

/**
 * Who chooses what is not set.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 */
public interface HasChoice extends ParamOwner {
  /** The Param automatic: see {@link #getAutomatic}. */
  default BooleanParam automatic() {
    return declared(
        "automatic",
        () ->
            new BooleanParam(
                this,
                "automatic",
                "whether settings that are not set follow from the training data: the network's sizes, dropout, optimizer, and how long training lasts; if not, they are the defaults of this table"),
        true);
  }

  /**
   * Whether settings that are not set follow from the training data: the network's sizes,
   * dropout, optimizer, and how long training lasts; if not, they are the defaults of this table
   * (default true).
   */
  default boolean getAutomatic() {
    return (boolean) getOrDefault(automatic());
  }
}
