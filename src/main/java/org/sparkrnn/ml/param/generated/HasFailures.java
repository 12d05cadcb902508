package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.Param;
import org.sparkrnn.data.ReadMode;
import org.sparkrnn.ml.param.kind.ParamOwner;
import org.sparkrnn.ml.param.kind.Valid;
import org.sparkrnn.train.NonFinitePolicy;

/**
 * What happens when rows or steps go wrong.
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
                "what training and evaluation do about a malformed row: end and name it, or drop it, with a count and the first five shown (predictions keep every row, so there it always ends): failfast, dropmalformed",
                Valid.oneOf("mode", ReadMode.values(), ReadMode::paramValue)),
        "failfast");
  }

  /**
   * What training and evaluation do about a malformed row: end and name it, or drop it, with a
   * count and the first five shown (predictions keep every row, so there it always ends):
   * failfast, dropmalformed (default failfast).
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
                "what training does about a step whose loss or gradient is not finite: end and tell where it came from, or leave the step's update out and count it: fail, skip",
                Valid.oneOf("nonFinitePolicy", NonFinitePolicy.values(), NonFinitePolicy::paramValue)),
        "fail");
  }

  /**
   * What training does about a step whose loss or gradient is not finite: end and tell where it
   * came from, or leave the step's update out and count it: fail, skip (default fail).
   */
  default String getNonFinitePolicy() {
    return getOrDefault(nonFinitePolicy());
  }
}
