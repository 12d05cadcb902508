package org.sparkrnn.data;

/**
 * The steps of a sequence that have an output and so a target. For any column, whether it has one
 * entry per step or one per sequence.
 */
public enum Readout {
  /** Every step has an output, such as a tag or a value. */
  EACH_STEP("eachStep"),
  /**
   * One output per sequence. By default it reads the state at the end of each direction's scan: the
   * forward state at the last step and the reverse state at the first step, as in PyTorch's h_n.
   * With pooling it reads all steps instead.
   */
  LAST_STEP("lastStep");

  private final String paramValue;

  Readout(String paramValue) {
    this.paramValue = paramValue;
  }

  /** The name in saved models: eachStep, lastStep. */
  public String paramValue() {
    return paramValue;
  }
}
