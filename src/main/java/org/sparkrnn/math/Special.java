package org.sparkrnn.math;

/** Functions that likelihoods need, in double. Relative errors are about 1e-13 unless stated. */
public final class Special {
  private static final double HALF_LOG_2PI = 0.5 * Math.log(2 * Math.PI);
  private static final double LARGE = 12; // the asymptotic series hold from here on

  // B_2k / (2k (2k - 1)) and B_2k / (2k), where B_2, B_4, ... are the Bernoulli numbers
  private static final double[] LOG_GAMMA = {
    1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156
  };
  private static final double[] DIGAMMA = {
    1.0 / 12, -1.0 / 120, 1.0 / 252, -1.0 / 240, 1.0 / 132, -691.0 / 32760, 1.0 / 12
  };

  private Special() {}

  /**
   * log Gamma(x) by Stirling's series, for which log Gamma(x) = log Gamma(x + 1) - log x first
   * raises x. Near the zeros at 1 and 2 the absolute error is about 1e-13.
   *
   * @param x above 0
   */
  public static double logGamma(double x) {
    double product = 1;
    double z = x;
    while (z < LARGE) {
      product *= z++;
    }
    double series = 0;
    double inverse = 1 / (z * z);
    for (int k = LOG_GAMMA.length - 1; k >= 0; k--) {
      series = series * inverse + LOG_GAMMA[k];
    }
    return (z - 0.5) * Math.log(z) - z + HALF_LOG_2PI + series / z - Math.log(product);
  }

  /**
   * The derivative of log Gamma, computed in the same way.
   *
   * @param x above 0
   */
  public static double digamma(double x) {
    double sum = 0;
    double z = x;
    while (z < LARGE) {
      sum -= 1 / z++;
    }
    double series = 0;
    double inverse = 1 / (z * z);
    for (int k = DIGAMMA.length - 1; k >= 0; k--) {
      series = (series + DIGAMMA[k]) * inverse;
    }
    return sum + Math.log(z) - 0.5 / z - series;
  }

  /**
   * The regularized incomplete beta function I_x(a, b), by its continued fraction (Abramowitz and
   * Stegun 1964, 26.5.8) with Lentz's method, using I_x(a, b) = 1 - I_(1-x)(b, a) where that
   * converges faster.
   *
   * @param x from 0 to 1
   * @param a above 0
   * @param b above 0
   */
  public static double incompleteBeta(double x, double a, double b) {
    if (x <= 0 || x >= 1) {
      return x <= 0 ? 0 : 1;
    }
    if (x > (a + 1) / (a + b + 2)) {
      return 1 - incompleteBeta(1 - x, b, a);
    }
    double front =
        Math.exp(
            a * Math.log(x) + b * Math.log1p(-x) + logGamma(a + b) - logGamma(a) - logGamma(b));
    return front * betaFraction(x, a, b) / a;
  }

  private static double betaFraction(double x, double a, double b) {
    double tiny = 1e-300;
    double c = 1;
    double d = away(1 - (a + b) * x / (a + 1), tiny);
    double f = 1 / d;
    d = 1 / d;
    for (int m = 1; m <= 10_000; m++) {
      for (int odd = 0; odd <= 1; odd++) {
        double term =
            odd == 0
                ? m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
                : -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        d = 1 / away(1 + term * d, tiny);
        c = away(1 + term / c, tiny);
        f *= c * d;
      }
      if (Math.abs(c * d - 1) < 1e-15) {
        break;
      }
    }
    return f;
  }

  private static double away(double value, double fromZero) {
    return Math.abs(value) < fromZero ? fromZero : value;
  }

  /** The standard normal distribution function at x, with an absolute error of 1e-12. */
  public static double normal(double x) {
    // 1/2 + sign(x)/2 P(1/2, y), y = x^2 / 2, with the series of the incomplete gamma function P.
    double y = x * x / 2;
    if (y > 40) {
      return x < 0 ? 0 : 1;
    }
    double term = Math.sqrt(y) * Math.exp(-y) / (0.5 * Math.sqrt(Math.PI));
    double sum = term;
    for (int n = 1; n < 500 && term > 1e-17 * sum; n++) {
      term *= y / (n + 0.5);
      sum += term;
    }
    return 0.5 + Math.copySign(0.5 * sum, x);
  }

  /**
   * The inverse of {@link #normal}, by bisection.
   *
   * @param level between 0 and 1
   */
  public static double normalQuantile(double level) {
    double low = -9;
    double high = 9;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (normal(middle) < level) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }
}
