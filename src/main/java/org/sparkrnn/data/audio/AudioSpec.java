package org.sparkrnn.data.audio;

import java.io.Serializable;
import org.sparkrnn.data.InvalidInputException;

/** How sound becomes frames of numbers; what the numbers are, {@link FrameFeatures} says. */
public final class AudioSpec implements Serializable {
  private static final long serialVersionUID = 1L;

  final int sampleRate; // Hz
  final double preEmphasis;
  final int frame; // samples
  final int hop; // samples
  final int bands;
  final double low; // Hz
  final double high; // Hz
  final int coefficients; // 0 for the bands themselves
  final int lifter;
  final int deltas; // orders of differences
  final int deltaWindow; // frames on each side
  final AudioNormalization normalization;

  /**
   * The arguments are Params of {@code AudioFeatures}, of the same names.
   *
   * @param highFrequency 0 for half the sample rate
   * @param coefficients 0 for log mel bands
   * @param normalization a {@link AudioNormalization#paramValue()}
   * @throws InvalidInputException if they contradict each other
   */
  public AudioSpec(
      int sampleRate,
      double preEmphasis,
      double frameMillis,
      double hopMillis,
      int melBands,
      double lowFrequency,
      double highFrequency,
      int coefficients,
      int lifter,
      int deltas,
      int deltaWindow,
      String normalization) {
    this.sampleRate = sampleRate;
    this.preEmphasis = preEmphasis;
    frame = samples("frameMillis", frameMillis, 4);
    hop = samples("hopMillis", hopMillis, 1);
    bands = melBands;
    low = lowFrequency;
    high = highFrequency == 0 ? sampleRate / 2.0 : highFrequency;
    this.coefficients = coefficients;
    this.lifter = lifter;
    this.deltas = deltas;
    this.deltaWindow = deltaWindow;
    this.normalization = AudioNormalization.of(normalization);
    require();
  }

  private int samples(String param, double millis, int least) {
    long samples = Math.round(millis * sampleRate / 1000);
    if (samples < least) {
      throw new InvalidInputException(
          "%s is %s, which at sampleRate %d is %d samples; expected at least %d"
              .formatted(param, millis, sampleRate, samples, least));
    }
    return (int) samples;
  }

  private void require() {
    if (high > sampleRate / 2.0) {
      throw new InvalidInputException(
          "highFrequency is %s Hz; sound of sampleRate %d has no frequencies above %s"
              .formatted(high, sampleRate, sampleRate / 2.0));
    }
    if (low >= high) {
      throw new InvalidInputException(
          "lowFrequency is %s Hz; expected a frequency below highFrequency, %s"
              .formatted(low, high));
    }
    if (coefficients > bands) {
      throw new InvalidInputException(
          "coefficients is %d; expected at most melBands, %d".formatted(coefficients, bands));
    }
    new MelBands(this); // whether each has a frequency
  }

  /** The least power of two that holds a frame. */
  int fftSize() {
    return Math.max(4, Integer.highestOneBit(frame - 1) << 1);
  }

  /** Numbers a frame before differences. */
  int staticWidth() {
    return coefficients > 0 ? coefficients : bands;
  }

  /** Numbers a frame. */
  public int width() {
    return staticWidth() * (1 + deltas);
  }
}
