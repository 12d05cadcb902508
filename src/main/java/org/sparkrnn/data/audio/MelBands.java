package org.sparkrnn.data.audio;

import java.util.Arrays;
import org.sparkrnn.data.InvalidInputException;

/**
 * Triangles that overlap by half, of equal width on the mel scale (HTK Book 3.4, section 5.4):
 *
 * <pre>
 *   mel(f) = 1127 ln(1 + f / 700)     c_j = mel(low) + j (mel(high) - mel(low)) / (J + 1)
 *   w_j(f) = min((mel(f) - c_{j-1}) / (c_j - c_{j-1}), (c_{j+1} - mel(f)) / (c_{j+1} - c_j)), or 0
 *   E_j = sum_k w_j(k rate / n) |X_k|^2     j = 1..J, k = 1..n/2 - 1
 * </pre>
 */
final class MelBands {
  private final int bands; // J
  private final int[] lower; // [n/2] of each bin, the band (from 0) in whose falling half it is
  private final double[] falling; // [n/2] its weight there; the rest is in the next band's rising

  MelBands(AudioSpec spec) {
    bands = spec.bands;
    int n = spec.fftSize();
    lower = new int[n / 2];
    falling = new double[n / 2];
    double from = mel(spec.low);
    double step = (mel(spec.high) - from) / (bands + 1);
    boolean[] used = new boolean[bands];
    for (int k = 0; k < n / 2; k++) {
      double place = (mel((double) k * spec.sampleRate / n) - from) / step; // in bands
      int cell = (int) Math.floor(place); // between c_cell and c_{cell+1}
      boolean inside = k > 0 && cell >= 0 && cell <= bands;
      lower[k] = inside ? cell - 1 : -2;
      falling[k] = inside ? cell + 1 - place : 0;
      if (inside && cell > 0) {
        used[cell - 1] = true;
      }
      if (inside && cell < bands && place > cell) {
        used[cell] = true;
      }
    }
    for (int j = 0; j < bands; j++) {
      if (!used[j]) {
        throw new InvalidInputException(
            "melBands is %d, and band %d of them is so narrow that it contains no frequency; set fewer, or a larger frameMillis (frames of %d samples have a frequency every %.1f Hz)"
                .formatted(bands, j + 1, n, (double) spec.sampleRate / n));
      }
    }
  }

  static double mel(double hertz) {
    return 1127 * StrictMath.log1p(hertz / 700);
  }

  /**
   * @param re [n] of the spectrum, its real part
   * @param im [n] its imaginary part
   * @param energies [J] are set
   */
  void energies(double[] re, double[] im, double[] energies) {
    Arrays.fill(energies, 0);
    for (int k = 1; k < lower.length; k++) {
      int j = lower[k];
      if (j == -2) {
        continue;
      }
      double power = re[k] * re[k] + im[k] * im[k];
      if (j >= 0) {
        energies[j] += falling[k] * power;
      }
      if (j + 1 < bands) {
        energies[j + 1] += (1 - falling[k]) * power;
      }
    }
  }
}
