package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.IntParam;
import org.sparkrnn.ml.param.kind.ParamOwner;
import org.sparkrnn.ml.param.kind.Valid;

/**
 * What the frequency of labels depends on.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 */
public interface HasLabelOrder extends ParamOwner {
  /** The Param order: see {@link #getOrder}. */
  default IntParam order() {
    return declared(
        "order",
        () ->
            new IntParam(
                this,
                "order",
                "0: the probability of a label is its frequency; 1: it is the frequency of the label among the steps whose input has this label, or among those whose input does not have it",
                Valid.between("order", 0, 1)),
        1);
  }

  /**
   * 0: the probability of a label is its frequency; 1: it is the frequency of the label among the
   * steps whose input has this label, or among those whose input does not have it (from 0 to 1,
   * default 1).
   */
  default int getOrder() {
    return (int) getOrDefault(order());
  }
}
