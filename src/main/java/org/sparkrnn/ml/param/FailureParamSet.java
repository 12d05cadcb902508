package org.sparkrnn.ml.param;

import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.Identifiable;
import org.sparkrnn.data.ReadMode;
import org.sparkrnn.train.NonFinitePolicy;
import org.sparkrnn.train.TrainingOptions;

/** The Params of what happens when rows or steps go wrong. */
public final class FailureParamSet extends ParamDefinitions {
  private static final long serialVersionUID = 1L;

  public final Param<String> mode;
  public final Param<String> nonFinitePolicy;

  public FailureParamSet(Identifiable parent) {
    super(parent);
    mode =
        choice(
            "mode",
            "what training and evaluation do about a malformed row: end and name it, or drop it, with a count and the first five shown (predictions keep every row, so there it always ends)",
            ReadMode.values(),
            ReadMode::paramValue,
            ReadMode.FAILFAST);
    nonFinitePolicy =
        choice(
            "nonFinitePolicy",
            "what training does about a step whose loss or gradient is not finite: end and tell where it came from, or leave the step's update out and count it",
            NonFinitePolicy.values(),
            NonFinitePolicy::paramValue,
            TrainingOptions.DEFAULT.nonFinitePolicy());
  }
}
