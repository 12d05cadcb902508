package org.sparkrnn.data;

/** Which steps of a sequence have an output, and so a target. */
public enum Readout {
  /** Every step: tags, a value a step. */
  EACH_STEP,
  /**
   * One output a sequence, where the scan of each direction ends: the forward state at the last
   * step and the reverse state at the first one, as in PyTorch's h_n.
   */
  LAST_STEP
}
