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
                "which steps have an output, and so a target: each (a classifier's with multilabel alone), or one for all of the sequence, which reads the state at the last step (lastStep; of a reverse scan the first), or all states: their mean, the largest value of each unit (max), or a mean whose weights are learned (attention): eachStep, lastStep, mean, max, meanMax, attention",
                Valid.oneOf("readout", ReadoutType.values(), ReadoutType::paramValue)),
        "lastStep");
  }

  /**
   * Which steps have an output, and so a target: each (a classifier's with multilabel alone), or
   * one for all of the sequence, which reads the state at the last step (lastStep; of a reverse
   * scan the first), or all states: their mean, the largest value of each unit (max), or a mean
   * whose weights are learned (attention): eachStep, lastStep, mean, max, meanMax, attention
   * (default lastStep).
   */
  default String getReadout() {
    return getOrDefault(readout());
  }
}
