package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.BooleanParam;
import org.sparkrnn.ml.param.kind.ParamOwner;

/**
 * Settings that follow from the data.
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
                "whether settings that you do not set follow from the training data: the sizes of the network, dropout, the optimizer and the length of training; if false, they have the defaults of this table"),
        true);
  }

  /**
   * Whether settings that you do not set follow from the training data: the sizes of the network,
   * dropout, the optimizer and the length of training; if false, they have the defaults of this
   * table (default true).
   */
  default boolean getAutomatic() {
    return (boolean) getOrDefault(automatic());
  }
}
