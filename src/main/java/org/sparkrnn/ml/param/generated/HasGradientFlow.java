package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.IntParam;
import org.sparkrnn.ml.param.kind.ParamOwner;
import org.sparkrnn.ml.param.kind.Valid;

/**
 * Measuring how far back the network learns.
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
                "whether the norm of dL/dh_(T-k) against the distance k from the loss is measured after each epoch, by layer: how far back the network learns"),
        false);
  }

  /**
   * Whether the norm of dL/dh_(T-k) against the distance k from the loss is measured after each
   * epoch, by layer: how far back the network learns (default false).
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
                "the largest distance k, in steps, for gradientFlow",
                Valid.atLeast("gradientFlowSteps", 1)),
        100);
  }

  /**
   * The largest distance k, in steps, for gradientFlow (at least 1, default 100).
   */
  default int getGradientFlowSteps() {
    return (int) getOrDefault(gradientFlowSteps());
  }
}
