package org.sparkrnn.data.audio;

/**
 * Sound of one rate at another, by band-limited interpolation (J. O. Smith, Digital Audio
 * Resampling), with the window of torchaudio.functional.resample (sinc_interp_hann), whose rolloff
 * is R and lowpass_filter_width Z here:
 *
 * <pre>
 *   y[n] = sum_i x[i] h(n a / b - i)        a, b: the rates from and to;  n &lt; ceil(N b / a)
 *   h(u) = r sinc(r u) cos^2(pi r u / 2Z)   for |r u| &lt; Z, else 0;  r = R min(1, b / a)
 * </pre>
 *
 * What is before the first sample and after the last is silence.
 */
final class Resampler {
  static final int ZEROS = 32; // Z, zero crossings on each side
  static final double ROLLOFF = 0.95; // R, the share of the band that is kept

  private static final int MAX_KEPT = 1 << 21; // weights, 16 MiB

  private final int from; // a / gcd(a, b)
  private final int to; // b / gcd(a, b)
  private final double cutoff; // r
  private final int reach; // samples on each side
  private final double[][] phases; // [b] weights of 2 reach + 1 samples, null until used
  private final double[] scratch; // the same where there are too many to keep

  Resampler(int from, int to) {
    int common = gcd(from, to);
    this.from = from / common;
    this.to = to / common;
    cutoff = ROLLOFF * Math.min(1.0, (double) to / from);
    reach = (int) Math.ceil(ZEROS / cutoff);
    boolean kept = (long) this.to * (2 * reach + 1) <= MAX_KEPT;
    phases = new double[kept ? this.to : 0][];
    scratch = kept ? null : new double[2 * reach + 1];
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  /** Samples that so many become: those that begin before the end of the last. */
  static int length(int samples, int from, int to) {
    return Math.toIntExact(((long) samples * to + from - 1) / from);
  }

  float[] resample(float[] x) {
    float[] y = new float[length(x.length, from, to)];
    for (int n = 0; n < y.length; n++) {
      long place = (long) n * from;
      int centre = (int) (place / to);
      double[] weights = weights((int) (place % to));
      int first = Math.max(0, centre - reach);
      int end = Math.min(x.length, centre + reach + 1);
      double sum = 0;
      for (int i = first; i < end; i++) {
        sum += weights[i - centre + reach] * x[i];
      }
      y[n] = (float) sum;
    }
    return y;
  }

  /** Of the samples around one, for a place that is so many b-ths behind it. */
  private double[] weights(int phase) {
    if (scratch == null && phases[phase] != null) {
      return phases[phase];
    }
    double[] weights = scratch == null ? new double[2 * reach + 1] : scratch;
    double offset = (double) phase / to;
    for (int k = 0; k < weights.length; k++) {
      weights[k] = kernel(cutoff * (offset + reach - k));
    }
    if (scratch == null) {
      phases[phase] = weights;
    }
    return weights;
  }

  /** h at v = r u. */
  private double kernel(double v) {
    if (Math.abs(v) >= ZEROS) {
      return 0;
    }
    double window = StrictMath.cos(Math.PI * v / (2 * ZEROS));
    double sinc = v == 0 ? 1 : StrictMath.sin(Math.PI * v) / (Math.PI * v);
    return cutoff * sinc * window * window;
  }
}
