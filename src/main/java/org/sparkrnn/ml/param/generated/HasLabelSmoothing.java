package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.DoubleParam;
import org.sparkrnn.ml.param.kind.ParamOwner;
import org.sparkrnn.ml.param.kind.Valid;

/**
 * Label smoothing.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 */
public interface HasLabelSmoothing extends ParamOwner {
  /** The Param labelSmoothing: see {@link #getLabelSmoothing}. */
  default DoubleParam labelSmoothing() {
    return declared(
        "labelSmoothing",
        () ->
            new DoubleParam(
                this,
                "labelSmoothing",
                "label smoothing: the fraction of each training target that is spread evenly over all classes; not used by crf",
                Valid.within("labelSmoothing", 0, true, 1)),
        0.0);
  }

  /**
   * Label smoothing: the fraction of each training target that is spread evenly over all classes;
   * not used by crf (at least 0 and below 1, default 0.0).
   */
  default double getLabelSmoothing() {
    return (double) getOrDefault(labelSmoothing());
  }
}
