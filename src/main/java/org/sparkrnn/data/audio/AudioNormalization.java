package org.sparkrnn.data.audio;

/** What is evened out among the frames of an utterance, for each number of a frame by itself. */
public enum AudioNormalization {
  /** Nothing. */
  NONE("none"),
  /** The mean becomes 0. */
  MEAN("mean"),
  /** The mean becomes 0 and the deviation 1. */
  MEAN_VARIANCE("meanVariance");

  private final String paramValue;

  AudioNormalization(String paramValue) {
    this.paramValue = paramValue;
  }

  /** The name users write: none, mean, meanVariance. */
  public String paramValue() {
    return paramValue;
  }

  /**
   * The constant of a {@link #paramValue()}.
   *
   * @throws IllegalArgumentException if it is none
   */
  static AudioNormalization of(String paramValue) {
    for (AudioNormalization each : values()) {
      if (each.paramValue.equals(paramValue)) {
        return each;
      }
    }
    throw new IllegalArgumentException("unknown normalization " + paramValue);
  }
}
