package org.sparkrnn.math;

/**
 * tanh, sigmoid and exp in float arithmetic, as scalar functions; {@link VectorActivations} has the
 * same formulas on vectors. NaN gives NaN; infinities give the functions' limits.
 *
 * <p>tanh(x) = x P(x^2) / Q(x^2) on [-9, 9], beyond which |tanh| is 1 in float. P and Q, of degree
 * 4, were fitted for the smallest maximal error (2e-8, so rounding dominates: absolute error below
 * 2.5e-7). sigmoid(x) = 1/2 + 1/2 tanh(x/2). exp(x) = 2^n e^r with |r| at most ln(2)/2 and e^r by
 * its Taylor series; results below 2^-125 become 0.
 */
final class Activations {
  static final float TANH_LIMIT = 9f;
  static final float P0 = 0.99999994f;
  static final float P1 = 0.13376756f;
  static final float P2 = 3.4906699e-3f;
  static final float P3 = 2.0533973e-5f;
  static final float P4 = 1.3261134e-8f;
  static final float Q1 = 0.46710062f;
  static final float Q2 = 2.5857881e-2f;
  static final float Q3 = 3.277846e-4f;
  static final float Q4 = 7.736066e-7f;

  /** exp overflows above this. */
  static final float EXP_MOST = 88.72283f;

  /**
   * exp is 0 below this, a little above -125.5 ln 2, where 2^(n - 1) would not be a normal number.
   */
  static final float EXP_LEAST = -86.98f;

  static final float LOG2_E = 1.44269504f;

  /** ln 2 in two parts; the first has so few bits that its product with n is exact. */
  static final float LN2_HIGH = 0.693359375f;

  static final float LN2_LOW = -2.12194440e-4f;

  /** 1.5 * 2^23; adding it rounds to an integer, which is then in the low bits. */
  static final float ROUNDER = 12582912f;

  static final float E2 = 1f / 2;
  static final float E3 = 1f / 6;
  static final float E4 = 1f / 24;
  static final float E5 = 1f / 120;
  static final float E6 = 1f / 720;
  static final float E7 = 1f / 5040;

  private Activations() {}

  static float tanh(float x) {
    float y = x > TANH_LIMIT ? TANH_LIMIT : x < -TANH_LIMIT ? -TANH_LIMIT : x;
    float u = y * y;
    float p = (((P4 * u + P3) * u + P2) * u + P1) * u + P0;
    float q = (((Q4 * u + Q3) * u + Q2) * u + Q1) * u + 1;
    return y * p / q;
  }

  static float sigmoid(float x) {
    return 0.5f + 0.5f * tanh(0.5f * x);
  }

  static float exp(float x) {
    if (!(x >= EXP_LEAST)) {
      return x < EXP_LEAST ? 0 : Float.NaN;
    }
    if (x > EXP_MOST) {
      return Float.POSITIVE_INFINITY;
    }
    float n = x * LOG2_E + ROUNDER;
    float r = (x - (n - ROUNDER) * LN2_HIGH) - (n - ROUNDER) * LN2_LOW;
    float e = ((((((E7 * r + E6) * r + E5) * r + E4) * r + E3) * r + E2) * r + 1) * r + 1;
    // 2^n as two factors, because 2^128 is no float.
    return 2 * (e * Float.intBitsToFloat((Float.floatToRawIntBits(n) << 23) + (126 << 23)));
  }
}
