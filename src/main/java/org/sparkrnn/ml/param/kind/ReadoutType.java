package org.sparkrnn.ml.param.kind;

import org.sparkrnn.data.Readout;
import org.sparkrnn.nn.NetworkBuilder;
import org.sparkrnn.nn.output.PoolingType;

/** Which steps have an output and, with one output per sequence, what the output reads. */
public enum ReadoutType {
  /** Every step has an output. */
  EACH_STEP("eachStep", Readout.EACH_STEP, PoolingType.LAST),
  /** One output, which reads the state where the scan ends. */
  LAST_STEP("lastStep", Readout.LAST_STEP, PoolingType.LAST),
  /** One output, which reads the mean of all states. */
  MEAN("mean", Readout.LAST_STEP, PoolingType.MEAN),
  /** One output, which reads the largest value of each unit. */
  MAX("max", Readout.LAST_STEP, PoolingType.MAX),
  /** One output, which reads the mean and the largest value of each unit. */
  MEAN_MAX("meanMax", Readout.LAST_STEP, PoolingType.MEAN_MAX),
  /** One output, which reads a mean of all states with learned weights. */
  ATTENTION("attention", Readout.LAST_STEP, PoolingType.ATTENTION);

  private final String paramValue;
  private final Readout steps;
  private final PoolingType pooling;

  ReadoutType(String paramValue, Readout steps, PoolingType pooling) {
    this.paramValue = paramValue;
    this.steps = steps;
    this.pooling = pooling;
  }

  /** The name users write: eachStep, lastStep, mean, max, meanMax, attention. */
  public String paramValue() {
    return paramValue;
  }

  /**
   * The constant of a {@link #paramValue()}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static ReadoutType of(String paramValue) {
    for (ReadoutType type : values()) {
      if (type.paramValue.equals(paramValue)) {
        return type;
      }
    }
    throw new IllegalArgumentException("unknown readout " + paramValue);
  }

  /** The name that users of a forecaster write: each, last. */
  public String forecastValue() {
    return paramValue.replace("Step", "");
  }

  /**
   * The constant of a {@link #forecastValue()}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static ReadoutType ofForecast(String forecastValue) {
    return of(forecastValue + "Step");
  }

  /** Which steps have an output, and so a target. */
  public Readout steps() {
    return steps;
  }

  /** What the output reads if there is one per sequence. */
  public PoolingType pooling() {
    return pooling;
  }

  /** Adds this choice to a network. */
  public NetworkBuilder addTo(NetworkBuilder network) {
    return network.readout(steps).pooling(pooling);
  }
}
