package org.sparkrnn.nn;

/**
 * A layer that can be asked how large dL/dh_t is on its way back through it: {@link GradientFlow}.
 */
public interface FlowRecorder {
  /**
   * Records the backward passes from now on.
   *
   * @param norms [N] to be given the squared norms of dL/dh_t, or null for no more of it
   */
  void recordFlow(double[] norms);
}
