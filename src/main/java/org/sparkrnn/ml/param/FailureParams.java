package org.sparkrnn.ml.param;

import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.sparkrnn.data.ReadMode;
import org.sparkrnn.train.NonFinitePolicy;

/** Params of what happens when rows or steps go wrong, with their getters; public as Spark asks. */
public interface FailureParams extends Params {
  /** The Params themselves. */
  FailureParamSet failureParamSet();

  default Param<String> mode() {
    return failureParamSet().mode;
  }

  default String getMode() {
    return getOrDefault(mode());
  }

  default Param<String> nonFinitePolicy() {
    return failureParamSet().nonFinitePolicy;
  }

  default String getNonFinitePolicy() {
    return getOrDefault(nonFinitePolicy());
  }

  /** What these Params say of malformed rows. */
  default ReadMode readMode() {
    return ParamDefinitions.constant(ReadMode.class, getMode());
  }

  /** Whether malformed rows are dropped. */
  default boolean dropsMalformed() {
    return readMode() == ReadMode.DROPMALFORMED;
  }

  /** What these Params say of steps that are not finite. */
  default NonFinitePolicy ofNonFinite() {
    return ParamDefinitions.constant(NonFinitePolicy.class, getNonFinitePolicy());
  }
}
