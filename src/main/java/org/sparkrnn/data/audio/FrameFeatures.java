package org.sparkrnn.data.audio;

import java.util.Arrays;
import org.apache.commons.math3.transform.DftNormalization;
import org.apache.commons.math3.transform.FastFourierTransformer;
import org.apache.commons.math3.transform.TransformType;
import org.sparkrnn.data.InvalidInputException;

/**
 * Log mel bands or mel-frequency cepstra of sound, as HTK defines them (The HTK Book 3.4, chapter
 * 5, with USEPOWER = T, MELFLOOR = 1 and no energy), in double:
 *
 * <pre>
 *   frame t = samples t hop .. t hop + L - 1        frames that the sound does not fill are left out
 *   s'_i = s_i - k s_{i-1},  s'_0 = (1 - k) s_0     pre-emphasis, within the frame
 *   s''_i = (0.54 - 0.46 cos(2 pi i / (L - 1))) s'_i                  Hamming window
 *   X = DFT of s'' with zeros up to n, the least power of 2 from L on
 *   m_j = ln max(1, E_j)                            E: MelBands; logMel is m_1..m_J
 *   c_i = sqrt(2 / J) sum_j m_j cos(pi i (j - 0.5) / J)               i = 0..C-1
 *   c'_i = (1 + Q / 2 sin(pi i / Q)) c_i            the lifter Q, unless it is 0; mfcc is c'_0..
 *   d_t = sum_{w=1..W} w (c_{t+w} - c_{t-w}) / (2 sum_w w^2)          differences, ends repeated
 * </pre>
 *
 * <p>Differences of order 2 are those of the differences. Then comes the normalization, of each
 * number over the frames of the utterance; a deviation below 1e-5 counts as 1e-5.
 *
 * <p>Not for several threads at a time: it keeps its buffers.
 */
public final class FrameFeatures {
  private static final double MEL_FLOOR = 1;
  private static final double LEAST_DEVIATION = 1e-5;

  private final AudioSpec spec;
  private final MelBands bands;
  private final double[] window; // [L]
  private final double[][] cosines; // [C, J] with scale and lifter
  private final double[][] spectrum; // [2, n] real and imaginary part
  private final double[] energies; // [J]
  private Resampler resampler; // of the rate before
  private int resampled;

  /** For sound of any rate. */
  public FrameFeatures(AudioSpec spec) {
    this.spec = spec;
    bands = new MelBands(spec);
    window = new double[spec.frame];
    for (int i = 0; i < window.length; i++) {
      window[i] = 0.54 - 0.46 * StrictMath.cos(2 * Math.PI * i / (window.length - 1));
    }
    cosines = new double[spec.coefficients][spec.bands];
    for (int i = 0; i < spec.coefficients; i++) {
      double scale = Math.sqrt(2.0 / spec.bands) * lift(i, spec.lifter);
      for (int j = 0; j < spec.bands; j++) {
        cosines[i][j] = scale * StrictMath.cos(Math.PI * i * (j + 0.5) / spec.bands);
      }
    }
    spectrum = new double[2][spec.fftSize()];
    energies = new double[spec.bands];
  }

  private static double lift(int i, int lifter) {
    return lifter == 0 ? 1 : 1 + lifter / 2.0 * StrictMath.sin(Math.PI * i / lifter);
  }

  /**
   * The features of a WAV file.
   *
   * @param wav the whole file
   * @return [T, width], a row a frame
   * @throws InvalidInputException if it cannot be decoded, or holds less than a frame; the message
   *     begins with a verb, for the caller to put the file's name in front
   */
  public float[][] ofWav(byte[] wav) {
    Wav sound = Wav.decode(wav);
    return of(sound.samples(), sound.rate());
  }

  /**
   * Fails as {@link #ofWav} would, without the work of computing features.
   *
   * @throws InvalidInputException if {@link #ofWav} would throw it
   */
  public void require(byte[] wav) {
    Wav sound = Wav.decode(wav);
    frames(Resampler.length(sound.samples().length, sound.rate(), spec.sampleRate));
  }

  /**
   * The features of sound.
   *
   * @param samples of which full scale is 32768
   * @param rate samples a second
   * @return [T, width], a row a frame
   * @throws InvalidInputException if it is shorter than a frame
   */
  public float[][] of(float[] samples, int rate) {
    frames(Resampler.length(samples.length, rate, spec.sampleRate));
    if (rate != spec.sampleRate && rate != resampled) {
      resampler = new Resampler(rate, spec.sampleRate);
      resampled = rate;
    }
    float[] x = rate == spec.sampleRate ? samples : resampler.resample(samples);
    double[][] rows = new double[frames(x.length)][spec.width()];
    for (int t = 0; t < rows.length; t++) {
      frame(x, t * spec.hop, rows[t]);
    }
    for (int order = 1; order <= spec.deltas; order++) {
      differences(rows, order * spec.staticWidth());
    }
    normalize(rows);
    float[][] features = new float[rows.length][spec.width()];
    for (int t = 0; t < rows.length; t++) {
      for (int j = 0; j < features[t].length; j++) {
        features[t][j] = (float) rows[t][j];
      }
    }
    return features;
  }

  private int frames(int samples) {
    if (samples < spec.frame) {
      throw new InvalidInputException(
          "lasts %.1f ms, which is less than one frame (frameMillis=%s); leave the file out, or set a smaller frameMillis"
              .formatted(
                  1000.0 * samples / spec.sampleRate, 1000.0 * spec.frame / spec.sampleRate));
    }
    return 1 + (samples - spec.frame) / spec.hop;
  }

  /** The numbers of one frame before differences, at the beginning of its row. */
  private void frame(float[] x, int from, double[] row) {
    double[] re = spectrum[0];
    double k = spec.preEmphasis;
    re[0] = window[0] * (1 - k) * x[from];
    for (int i = 1; i < window.length; i++) {
      re[i] = window[i] * (x[from + i] - k * x[from + i - 1]);
    }
    Arrays.fill(re, window.length, re.length, 0);
    Arrays.fill(spectrum[1], 0);
    FastFourierTransformer.transformInPlace(
        spectrum, DftNormalization.STANDARD, TransformType.FORWARD);
    bands.energies(re, spectrum[1], energies);
    for (int j = 0; j < energies.length; j++) {
      energies[j] = StrictMath.log(Math.max(MEL_FLOOR, energies[j]));
    }
    if (cosines.length == 0) {
      System.arraycopy(energies, 0, row, 0, energies.length);
    }
    for (int i = 0; i < cosines.length; i++) {
      double sum = 0;
      for (int j = 0; j < energies.length; j++) {
        sum += cosines[i][j] * energies[j];
      }
      row[i] = sum;
    }
  }

  /** Sets the numbers from {@code to} on to the differences of those before them. */
  private void differences(double[][] rows, int to) {
    int width = spec.staticWidth();
    int last = rows.length - 1;
    double scale = 0;
    for (int w = 1; w <= spec.deltaWindow; w++) {
      scale += 2.0 * w * w;
    }
    for (int t = 0; t <= last; t++) {
      for (int w = 1; w <= spec.deltaWindow; w++) {
        double[] after = rows[Math.min(last, t + w)];
        double[] before = rows[Math.max(0, t - w)];
        for (int j = to; j < to + width; j++) {
          rows[t][j] += w * (after[j - width] - before[j - width]) / scale;
        }
      }
    }
  }

  private void normalize(double[][] rows) {
    if (spec.normalization == AudioNormalization.NONE) {
      return;
    }
    for (int j = 0; j < spec.width(); j++) {
      double sum = 0;
      for (double[] row : rows) {
        sum += row[j];
      }
      double mean = sum / rows.length;
      double squares = 0;
      for (double[] row : rows) {
        squares += (row[j] - mean) * (row[j] - mean);
      }
      double deviation = Math.max(LEAST_DEVIATION, Math.sqrt(squares / rows.length));
      boolean both = spec.normalization == AudioNormalization.MEAN_VARIANCE;
      for (double[] row : rows) {
        row[j] = (row[j] - mean) / (both ? deviation : 1);
      }
    }
  }
}
