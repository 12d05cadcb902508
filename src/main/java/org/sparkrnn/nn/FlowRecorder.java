package org.sparkrnn.nn;

/** A layer that can record the norms of dL/dh_t in its backward pass, for {@link GradientFlow}. */
public interface FlowRecorder {
  /**
   * Records the backward passes from now on, or stops recording.
   *
   * @param norms [N] receives the squared norms of dL/dh_t; null to stop
   */
  void recordFlow(double[] norms);
}
