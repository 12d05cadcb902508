package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.Param;
import org.sparkrnn.data.ReadMode;
import org.sparkrnn.ml.param.kind.ParamOwner;
import org.sparkrnn.ml.param.kind.Valid;
import org.sparkrnn.train.NonFinitePolicy;

/**
 * Malformed rows and losses that are not finite.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 */
public interface HasFailures extends ParamOwner {
  /** The Param mode: see {@link #getMode}. */
  default Param<String> mode() {
    return declared(
        "mode",
        () ->
            new Param<>(
                this,
                "mode",
                "treatment of malformed rows in training and evaluation: the first one ends the work with a message (failfast), or they are dropped and counted, and the first five are shown (dropmalformed). A prediction has one output row per input row, so it always ends at a malformed row. One of failfast, dropmalformed",
                Valid.oneOf("mode", ReadMode.values(), ReadMode::paramValue)),
        "failfast");
  }

  /**
   * Treatment of malformed rows in training and evaluation: the first one ends the work with a
   * message (failfast), or they are dropped and counted, and the first five are shown
   * (dropmalformed). A prediction has one output row per input row, so it always ends at a
   * malformed row. One of failfast, dropmalformed (default failfast).
   */
  default String getMode() {
    return getOrDefault(mode());
  }

  /** The Param nonFinitePolicy: see {@link #getNonFinitePolicy}. */
  default Param<String> nonFinitePolicy() {
    return declared(
        "nonFinitePolicy",
        () ->
            new Param<>(
                this,
                "nonFinitePolicy",
                "treatment of a step whose loss or gradient is not finite: training ends, and the message says where the value came from (fail), or the update is skipped and counted (skip). One of fail, skip",
                Valid.oneOf("nonFinitePolicy", NonFinitePolicy.values(), NonFinitePolicy::paramValue)),
        "fail");
  }

  /**
   * Treatment of a step whose loss or gradient is not finite: training ends, and the message says
   * where the value came from (fail), or the update is skipped and counted (skip). One of fail,
   * skip (default fail).
   */
  default String getNonFinitePolicy() {
    return getOrDefault(nonFinitePolicy());
  }
}
