package org.sparkrnn.ml;

import org.sparkrnn.data.Readout;

/** The values of the Param {@code readout}. */
enum OutputSteps {
  LAST_STEP("lastStep", Readout.LAST_STEP),
  EACH_STEP("eachStep", Readout.EACH_STEP);

  private final String paramValue;
  private final Readout readout;

  OutputSteps(String paramValue, Readout readout) {
    this.paramValue = paramValue;
    this.readout = readout;
  }

  String paramValue() {
    return paramValue;
  }

  /** The readout that a value of the Param means. */
  static Readout readout(String paramValue) {
    return paramValue.equals(EACH_STEP.paramValue) ? EACH_STEP.readout : LAST_STEP.readout;
  }
}
