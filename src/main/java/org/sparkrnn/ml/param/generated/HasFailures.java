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
                "what training and evaluation do with a malformed row: stop and name it (failfast), or drop it, count it and show the first five (dropmalformed). Predictions keep every row, so they always stop: failfast, dropmalformed",
                Valid.oneOf("mode", ReadMode.values(), ReadMode::paramValue)),
        "failfast");
  }

  /**
   * What training and evaluation do with a malformed row: stop and name it (failfast), or drop
   * it, count it and show the first five (dropmalformed). Predictions keep every row, so they
   * always stop: failfast, dropmalformed (default failfast).
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
                "what training does when the loss or the gradient of a step is not finite: stop and say where it came from (fail), or skip the update and count it (skip): fail, skip",
                Valid.oneOf("nonFinitePolicy", NonFinitePolicy.values(), NonFinitePolicy::paramValue)),
        "fail");
  }

  /**
   * What training does when the loss or the gradient of a step is not finite: stop and say where
   * it came from (fail), or skip the update and count it (skip): fail, skip (default fail).
   */
  default String getNonFinitePolicy() {
    return getOrDefault(nonFinitePolicy());
  }
}
