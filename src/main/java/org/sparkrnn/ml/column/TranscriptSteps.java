package org.sparkrnn.ml.column;

import java.io.Serializable;

/**
 * The number of steps with which a network aligns a transcript: those of its input, reduced by
 * strides and multiplied by repetitions.
 */
public final class TranscriptSteps implements Serializable {
  /** Any number of labels fits. */
  public static final TranscriptSteps ANY = new TranscriptSteps(0);

  private static final long serialVersionUID = 1L;

  private final int times;
  private final int[] strides;

  /**
   * @param times how often each step is repeated after the strides
   * @param strides the strides, from the input up
   */
  public TranscriptSteps(int times, int... strides) {
    this.times = times;
    this.strides = strides;
  }

  /** The number of steps after strides and repetitions. */
  public long of(int inputSteps) {
    return this == ANY || times == 0 ? Long.MAX_VALUE : strided(inputSteps) * times;
  }

  /** How often steps must be repeated so that there are so many; 0 if there are no steps. */
  long repeatsFor(int inputSteps, int needed) {
    long steps = strided(inputSteps);
    return steps == 0 ? 0 : (needed + steps - 1) / steps;
  }

  private long strided(int inputSteps) {
    long steps = inputSteps;
    for (int stride : strides) {
      steps = (steps + stride - 1) / stride;
    }
    return steps;
  }
}
