package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.Param;
import org.sparkrnn.data.InvalidInputException;

/**
 * Setters of {@link HasAudio}.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 *
 * @param <E> the object itself, which setters return
 */
public interface SetsAudio<E> extends HasAudio {
  @SuppressWarnings("unchecked") // by contract
  private <T> E with(Param<T> param, T value) {
    set(param, value);
    return (E) this;
  }

  /**
   * Sets features: the numbers of a frame: logarithms of mel bands, or mel-frequency cepstral
   * coefficients: logMel, mfcc (default logMel).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setFeatures(String value) {
    return with(features(), value);
  }

  /**
   * Sets sampleRate: rate in Hz to which sound of any other rate is converted first (from 1000 to
   * 192000, default 16000).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setSampleRate(int value) {
    return with(sampleRate(), value);
  }

  /**
   * Sets frameMillis: length of a frame in milliseconds (above 0 and below 1000, default 25.0).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setFrameMillis(double value) {
    return with(frameMillis(), value);
  }

  /**
   * Sets hopMillis: milliseconds from the beginning of a frame to that of the next (above 0 and
   * below 1000, default 10.0).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setHopMillis(double value) {
    return with(hopMillis(), value);
  }

  /**
   * Sets melBands: bands into which frequencies are divided, of equal width on the mel scale
   * (from 1 to 1024, default 40).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setMelBands(int value) {
    return with(melBands(), value);
  }

  /**
   * Sets lowFrequency: lower end of the lowest band in Hz (at least 0, default 0.0).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setLowFrequency(double value) {
    return with(lowFrequency(), value);
  }

  /**
   * Sets highFrequency: upper end of the highest band in Hz; 0 for half of sampleRate (at least
   * 0, default 0.0).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setHighFrequency(double value) {
    return with(highFrequency(), value);
  }

  /**
   * Sets coefficients: cepstral coefficients of a frame, from the zeroth on; of mfcc alone (from
   * 1 to 1024, default 13).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setCoefficients(int value) {
    return with(coefficients(), value);
  }

  /**
   * Sets lifter: weight of higher coefficients, as HTK's CEPLIFTER; 0 for none; of mfcc alone (at
   * least 0, default 22).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setLifter(int value) {
    return with(lifter(), value);
  }

  /**
   * Sets preEmphasis: share of the sample before that is taken from each sample (at least 0 and
   * below 1, default 0.97).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setPreEmphasis(double value) {
    return with(preEmphasis(), value);
  }

  /**
   * Sets deltas: orders of differences that follow the numbers of a frame: 1 for their change
   * from frame to frame, 2 also for the change of that (from 0 to 2, default 2).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setDeltas(int value) {
    return with(deltas(), value);
  }

  /**
   * Sets deltaWindow: frames on each side from which a difference is estimated (from 1 to 100,
   * default 2).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setDeltaWindow(int value) {
    return with(deltaWindow(), value);
  }

  /**
   * Sets normalization: what is evened out among the frames of a file, for each number by itself:
   * nothing, the mean, or mean and deviation: none, mean, meanVariance (default meanVariance).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setNormalization(String value) {
    return with(normalization(), value);
  }
}
