package org.sparkrnn.ml.column;

import java.io.Serializable;

/**
 * How many steps a network aligns a transcript with: those of its input, behind strides that leave
 * some out and repetitions.
 */
public final class TranscriptSteps implements Serializable {
  /** Any number of labels fits. */
  public static final TranscriptSteps ANY = new TranscriptSteps(0);

  private static final long serialVersionUID = 1L;

  private final int times;
  private final int[] strides;

  /**
   * @param times how often each step is repeated behind the strides
   * @param strides from the input up
   */
  public TranscriptSteps(int times, int... strides) {
    this.times = times;
    this.strides = strides;
  }

  /** How many come out of so many. */
  public long of(int inputSteps) {
    long steps = inputSteps;
    for (int stride : strides) {
      steps = (steps + stride - 1) / stride;
    }
    return this == ANY || times == 0 ? Long.MAX_VALUE : steps * times;
  }
}
