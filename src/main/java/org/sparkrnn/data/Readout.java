package org.sparkrnn.data;

/**
 * Which steps of a sequence have an output, and so a target; and of any column, whether it has an
 * entry for each step or one for the whole sequence.
 */
public enum Readout {
  /** Every step: tags, a value a step. */
  EACH_STEP("eachStep"),
  /**
   * One output a sequence. Plainly it stands where the scan of each direction ends: the forward
   * state at the last step and the reverse state at the first one, as in PyTorch's h_n. It may read
   * all the steps instead: see the output's pooling.
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
