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
   * Sets features: numbers of a frame: logarithms of mel bands (logMel), or mel-frequency
   * cepstral coefficients (mfcc). One of logMel, mfcc (default logMel).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setFeatures(String value) {
    return with(features(), value);
  }

  /**
   * Sets sampleRate: sample rate in Hz; sound with another rate is converted to it first (from
   * 1000 to 192000, default 16000).
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
   * Sets hopMillis: distance between the beginnings of two frames in milliseconds (above 0 and
   * below 1000, default 10.0).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setHopMillis(double value) {
    return with(hopMillis(), value);
  }

  /**
   * Sets melBands: number of frequency bands; they have equal width on the mel scale (from 1 to
   * 1024, default 40).
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
   * Sets coefficients: number of cepstral coefficients, from the zeroth on; only with
   * features=mfcc (from 1 to 1024, default 13).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setCoefficients(int value) {
    return with(coefficients(), value);
  }

  /**
   * Sets lifter: lifter that scales up the higher coefficients, as HTK's CEPLIFTER; 0 for none;
   * only with features=mfcc (at least 0, default 22).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setLifter(int value) {
    return with(lifter(), value);
  }

  /**
   * Sets preEmphasis: fraction of the previous sample that is subtracted from each sample (at
   * least 0 and below 1, default 0.97).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setPreEmphasis(double value) {
    return with(preEmphasis(), value);
  }

  /**
   * Sets deltas: number of orders of delta features that are appended to each frame: 0 for none,
   * 1 for deltas, 2 for deltas and delta-deltas (from 0 to 2, default 2).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setDeltas(int value) {
    return with(deltas(), value);
  }

  /**
   * Sets deltaWindow: number of frames on each side from which a delta is computed (from 1 to
   * 100, default 2).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setDeltaWindow(int value) {
    return with(deltaWindow(), value);
  }

  /**
   * Sets normalization: normalization of each number over the frames of a file: none, mean 0
   * (mean), or mean 0 and standard deviation 1 (meanVariance). One of none, mean, meanVariance
   * (default meanVariance).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setNormalization(String value) {
    return with(normalization(), value);
  }
}
