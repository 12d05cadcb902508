package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.Param;
import org.sparkrnn.data.Readout;
import org.sparkrnn.ml.param.ParamOwner;
import org.sparkrnn.ml.param.Valid;

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
                "which steps have an output, and so a target: the last one, for all of the sequence, or each (a classifier's with multilabel alone): eachStep, lastStep",
                Valid.oneOf("readout", Readout.values(), Readout::paramValue)),
        "lastStep");
  }

  /**
   * Which steps have an output, and so a target: the last one, for all of the sequence, or each
   * (a classifier's with multilabel alone): eachStep, lastStep (default lastStep).
   */
  default String getReadout() {
    return getOrDefault(readout());
  }
}
