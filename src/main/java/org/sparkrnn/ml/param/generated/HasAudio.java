package org.sparkrnn.ml.param.generated;

import java.util.List;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.sparkrnn.data.audio.AudioNormalization;
import org.sparkrnn.ml.param.kind.ParamOwner;
import org.sparkrnn.ml.param.kind.Valid;

/**
 * How sound becomes frames of numbers.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 */
public interface HasAudio extends ParamOwner {
  /** The Param features: see {@link #getFeatures}. */
  default Param<String> features() {
    return declared(
        "features",
        () ->
            new Param<>(
                this,
                "features",
                "numbers of a frame: logarithms of mel bands (logMel), or mel-frequency cepstral coefficients (mfcc). One of logMel, mfcc",
                Valid.oneOf("features", List.of("logMel", "mfcc"))),
        "logMel");
  }

  /**
   * Numbers of a frame: logarithms of mel bands (logMel), or mel-frequency cepstral coefficients
   * (mfcc). One of logMel, mfcc (default logMel).
   */
  default String getFeatures() {
    return getOrDefault(features());
  }

  /** The Param sampleRate: see {@link #getSampleRate}. */
  default IntParam sampleRate() {
    return declared(
        "sampleRate",
        () ->
            new IntParam(
                this,
                "sampleRate",
                "sample rate in Hz; sound with another rate is converted to it first",
                Valid.between("sampleRate", 1000, 192000)),
        16000);
  }

  /**
   * Sample rate in Hz; sound with another rate is converted to it first (from 1000 to 192000,
   * default 16000).
   */
  default int getSampleRate() {
    return (int) getOrDefault(sampleRate());
  }

  /** The Param frameMillis: see {@link #getFrameMillis}. */
  default DoubleParam frameMillis() {
    return declared(
        "frameMillis",
        () ->
            new DoubleParam(
                this,
                "frameMillis",
                "length of a frame in milliseconds",
                Valid.within("frameMillis", 0, false, 1000)),
        25.0);
  }

  /**
   * Length of a frame in milliseconds (above 0 and below 1000, default 25.0).
   */
  default double getFrameMillis() {
    return (double) getOrDefault(frameMillis());
  }

  /** The Param hopMillis: see {@link #getHopMillis}. */
  default DoubleParam hopMillis() {
    return declared(
        "hopMillis",
        () ->
            new DoubleParam(
                this,
                "hopMillis",
                "distance between the beginnings of two frames in milliseconds",
                Valid.within("hopMillis", 0, false, 1000)),
        10.0);
  }

  /**
   * Distance between the beginnings of two frames in milliseconds (above 0 and below 1000,
   * default 10.0).
   */
  default double getHopMillis() {
    return (double) getOrDefault(hopMillis());
  }

  /** The Param melBands: see {@link #getMelBands}. */
  default IntParam melBands() {
    return declared(
        "melBands",
        () ->
            new IntParam(
                this,
                "melBands",
                "number of frequency bands; they have equal width on the mel scale",
                Valid.between("melBands", 1, 1024)),
        40);
  }

  /**
   * Number of frequency bands; they have equal width on the mel scale (from 1 to 1024, default
   * 40).
   */
  default int getMelBands() {
    return (int) getOrDefault(melBands());
  }

  /** The Param lowFrequency: see {@link #getLowFrequency}. */
  default DoubleParam lowFrequency() {
    return declared(
        "lowFrequency",
        () ->
            new DoubleParam(
                this,
                "lowFrequency",
                "lower end of the lowest band in Hz",
                Valid.within("lowFrequency", 0, true, Double.POSITIVE_INFINITY)),
        0.0);
  }

  /**
   * Lower end of the lowest band in Hz (at least 0, default 0.0).
   */
  default double getLowFrequency() {
    return (double) getOrDefault(lowFrequency());
  }

  /** The Param highFrequency: see {@link #getHighFrequency}. */
  default DoubleParam highFrequency() {
    return declared(
        "highFrequency",
        () ->
            new DoubleParam(
                this,
                "highFrequency",
                "upper end of the highest band in Hz; 0 for half of sampleRate",
                Valid.within("highFrequency", 0, true, Double.POSITIVE_INFINITY)),
        0.0);
  }

  /**
   * Upper end of the highest band in Hz; 0 for half of sampleRate (at least 0, default 0.0).
   */
  default double getHighFrequency() {
    return (double) getOrDefault(highFrequency());
  }

  /** The Param coefficients: see {@link #getCoefficients}. */
  default IntParam coefficients() {
    return declared(
        "coefficients",
        () ->
            new IntParam(
                this,
                "coefficients",
                "number of cepstral coefficients, from the zeroth on; only with features=mfcc",
                Valid.between("coefficients", 1, 1024)),
        13);
  }

  /**
   * Number of cepstral coefficients, from the zeroth on; only with features=mfcc (from 1 to 1024,
   * default 13).
   */
  default int getCoefficients() {
    return (int) getOrDefault(coefficients());
  }

  /** The Param lifter: see {@link #getLifter}. */
  default IntParam lifter() {
    return declared(
        "lifter",
        () ->
            new IntParam(
                this,
                "lifter",
                "lifter that scales up the higher coefficients, as HTK's CEPLIFTER; 0 for none; only with features=mfcc",
                Valid.atLeast("lifter", 0)),
        22);
  }

  /**
   * Lifter that scales up the higher coefficients, as HTK's CEPLIFTER; 0 for none; only with
   * features=mfcc (at least 0, default 22).
   */
  default int getLifter() {
    return (int) getOrDefault(lifter());
  }

  /** The Param preEmphasis: see {@link #getPreEmphasis}. */
  default DoubleParam preEmphasis() {
    return declared(
        "preEmphasis",
        () ->
            new DoubleParam(
                this,
                "preEmphasis",
                "fraction of the previous sample that is subtracted from each sample",
                Valid.within("preEmphasis", 0, true, 1)),
        0.97);
  }

  /**
   * Fraction of the previous sample that is subtracted from each sample (at least 0 and below 1,
   * default 0.97).
   */
  default double getPreEmphasis() {
    return (double) getOrDefault(preEmphasis());
  }

  /** The Param deltas: see {@link #getDeltas}. */
  default IntParam deltas() {
    return declared(
        "deltas",
        () ->
            new IntParam(
                this,
                "deltas",
                "number of orders of delta features that are appended to each frame: 0 for none, 1 for deltas, 2 for deltas and delta-deltas",
                Valid.between("deltas", 0, 2)),
        2);
  }

  /**
   * Number of orders of delta features that are appended to each frame: 0 for none, 1 for deltas,
   * 2 for deltas and delta-deltas (from 0 to 2, default 2).
   */
  default int getDeltas() {
    return (int) getOrDefault(deltas());
  }

  /** The Param deltaWindow: see {@link #getDeltaWindow}. */
  default IntParam deltaWindow() {
    return declared(
        "deltaWindow",
        () ->
            new IntParam(
                this,
                "deltaWindow",
                "number of frames on each side from which a delta is computed",
                Valid.between("deltaWindow", 1, 100)),
        2);
  }

  /**
   * Number of frames on each side from which a delta is computed (from 1 to 100, default 2).
   */
  default int getDeltaWindow() {
    return (int) getOrDefault(deltaWindow());
  }

  /** The Param normalization: see {@link #getNormalization}. */
  default Param<String> normalization() {
    return declared(
        "normalization",
        () ->
            new Param<>(
                this,
                "normalization",
                "normalization of each number over the frames of a file: none, mean 0 (mean), or mean 0 and standard deviation 1 (meanVariance). One of none, mean, meanVariance",
                Valid.oneOf("normalization", AudioNormalization.values(), AudioNormalization::paramValue)),
        "meanVariance");
  }

  /**
   * Normalization of each number over the frames of a file: none, mean 0 (mean), or mean 0 and
   * standard deviation 1 (meanVariance). One of none, mean, meanVariance (default meanVariance).
   */
  default String getNormalization() {
    return getOrDefault(normalization());
  }
}
