package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.Param;
import org.sparkrnn.ml.param.kind.ParamOwner;
import org.sparkrnn.ml.param.kind.ReadoutType;
import org.sparkrnn.ml.param.kind.Valid;

/**
 * Where a sequence's output is read.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 */
public interface HasReadout extends ParamOwner {
  /** The Param readout: see {@link #getReadout}. */
  default Param<String> readout() {
    return declared(
        "readout",
        () ->
            new Param<>(
                this,
                "readout",
                "whether there is one output, and one target, per step (eachStep; for a classifier only with multilabel=true) or per sequence (all other values). An output per sequence reads the state at the last step (lastStep; a reverse scan ends at the first step), or all states: their mean (mean), the largest value of each unit (max), both (meanMax), or a mean with learned weights (attention). One of eachStep, lastStep, mean, max, meanMax, attention",
                Valid.oneOf("readout", ReadoutType.values(), ReadoutType::paramValue)),
        "lastStep");
  }

  /**
   * Whether there is one output, and one target, per step (eachStep; for a classifier only with
   * multilabel=true) or per sequence (all other values). An output per sequence reads the state
   * at the last step (lastStep; a reverse scan ends at the first step), or all states: their mean
   * (mean), the largest value of each unit (max), both (meanMax), or a mean with learned weights
   * (attention). One of eachStep, lastStep, mean, max, meanMax, attention (default lastStep).
   */
  default String getReadout() {
    return getOrDefault(readout());
  }
}
