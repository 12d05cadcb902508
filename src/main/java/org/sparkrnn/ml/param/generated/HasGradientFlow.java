package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.IntParam;
import org.sparkrnn.ml.param.kind.ParamOwner;
import org.sparkrnn.ml.param.kind.Valid;

/**
 * How far back the network learns.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 */
public interface HasGradientFlow extends ParamOwner {
  /** The Param gradientFlow: see {@link #getGradientFlow}. */
  default BooleanParam gradientFlow() {
    return declared(
        "gradientFlow",
        () ->
            new BooleanParam(
                this,
                "gradientFlow",
                "whether to measure after each epoch how far back the network learns: the norm of dL/dh_(T-k) for each layer as a function of the distance k from the loss"),
        false);
  }

  /**
   * Whether to measure after each epoch how far back the network learns: the norm of dL/dh_(T-k)
   * for each layer as a function of the distance k from the loss (default false).
   */
  default boolean getGradientFlow() {
    return (boolean) getOrDefault(gradientFlow());
  }

  /** The Param gradientFlowSteps: see {@link #getGradientFlowSteps}. */
  default IntParam gradientFlowSteps() {
    return declared(
        "gradientFlowSteps",
        () ->
            new IntParam(
                this,
                "gradientFlowSteps",
                "largest distance k, in steps, that gradientFlow measures",
                Valid.atLeast("gradientFlowSteps", 1)),
        100);
  }

  /**
   * Largest distance k, in steps, that gradientFlow measures (at least 1, default 100).
   */
  default int getGradientFlowSteps() {
    return (int) getOrDefault(gradientFlowSteps());
  }
}
