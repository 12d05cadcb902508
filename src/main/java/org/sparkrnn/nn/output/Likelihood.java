package org.sparkrnn.nn.output;

import java.util.SplittableRandom;
import org.sparkrnn.math.Special;
import org.sparkrnn.nn.Distribution;

/**
 * Distributions of a forecast value y: the network gives P numbers o per value, which become the
 * distribution's parameters, and the loss is -log p(y). With f(x) = log(1 + e^x), and s the scale
 * of the window, by which counts are not divided,
 *
 * <pre>
 *   gaussian          mu = o_0            sigma = f(o_1) + 1e-3
 *     l = log sigma + z^2 / 2 + log(2 pi) / 2                      z = (y - mu) / sigma
 *   student           mu, sigma likewise  nu = 2 + f(o_2)
 *     l = log G(nu/2) - log G((nu+1)/2) + log(pi nu) / 2 + log sigma + (nu+1)/2 log(1 + z^2 / nu)
 *   negativeBinomial  mu = s (f(o_0) + 1e-6)   alpha = (f(o_1) + 1e-3) / sqrt s     r = 1 / alpha
 *     l = log G(r) + log G(y+1) - log G(y+r) - r log(r / (r + mu)) - y log(mu / (r + mu))
 * </pre>
 *
 * The last two are parameterized as in DeepAR (Salinas et al. 2020): a variance of mu + alpha mu^2,
 * whose dispersion falls with the size of a series. The constants keep likelihoods bounded if a
 * series does not change.
 */
public enum Likelihood implements Distribution {
  /** Mean and standard deviation. */
  GAUSSIAN(2) {
    @Override
    void slopes(double[] p, double y, double[] d) {
      double z = (y - p[0]) / p[1];
      d[0] = -z / p[1];
      d[1] = (1 - z * z) / p[1];
    }

    @Override
    public double loss(double[] p, double y) {
      double z = (y - p[0]) / p[1];
      return Math.log(p[1]) + 0.5 * z * z + HALF_LOG_2PI;
    }

    @Override
    public double quantile(double[] p, double level, double normal) {
      return p[0] + p[1] * normal;
    }

    @Override
    public double sample(double[] p, SplittableRandom random) {
      return p[0] + p[1] * random.nextGaussian();
    }
  },
  /** Location, scale and degrees of freedom. */
  STUDENT(3) {
    @Override
    void slopes(double[] p, double y, double[] d) {
      double nu = p[2];
      double z = (y - p[0]) / p[1];
      double share = (nu + 1) * z / (nu + z * z);
      d[0] = -share / p[1];
      d[1] = (1 - share * z) / p[1];
      d[2] =
          0.5
              * (Special.digamma(nu / 2)
                  - Special.digamma((nu + 1) / 2)
                  + 1 / nu
                  + Math.log1p(z * z / nu)
                  - share * z / nu);
    }

    @Override
    public double loss(double[] p, double y) {
      double nu = p[2];
      double z = (y - p[0]) / p[1];
      return Special.logGamma(nu / 2)
          - Special.logGamma((nu + 1) / 2)
          + 0.5 * Math.log(Math.PI * nu)
          + Math.log(p[1])
          + (nu + 1) / 2 * Math.log1p(z * z / nu);
    }

    /**
     * Computed by Newton's method from the quantile of a normal distribution, which is nearer to
     * the middle. The distribution function is concave beyond it, so that no step goes too far.
     */
    @Override
    public double quantile(double[] p, double level, double normal) {
      double[] standard = {0, 1, p[2]};
      double below = Math.max(level, 1 - level);
      double t = Math.abs(normal);
      for (int i = 0; i < 200; i++) {
        double tail = Special.incompleteBeta(p[2] / (p[2] + t * t), p[2] / 2, 0.5) / 2;
        double step = (tail - (1 - below)) / Math.exp(-loss(standard, t));
        t += step;
        if (Math.abs(step) <= 1e-12 * (1 + Math.abs(t))) {
          break;
        }
      }
      return p[0] + p[1] * (level < 0.5 ? -t : t);
    }

    /** Drawn from two uniform numbers by the method of Bailey (1994). */
    @Override
    public double sample(double[] p, SplittableRandom random) {
      double u = 1 - random.nextDouble();
      double angle = 2 * Math.PI * random.nextDouble();
      return p[0] + p[1] * Math.sqrt(p[2] * (Math.pow(u, -2 / p[2]) - 1)) * Math.cos(angle);
    }
  },
  /** Mean and dispersion, of counts. */
  NEGATIVE_BINOMIAL(2) {
    @Override
    void slopes(double[] p, double y, double[] d) {
      double mu = p[0];
      double r = 1 / p[1];
      double share = (r + y) / (r + mu);
      d[0] = share - y / mu;
      double dr = Special.digamma(r) - Special.digamma(y + r) - Math.log(r / (r + mu)) - 1 + share;
      d[1] = -r * r * dr;
    }

    @Override
    public double loss(double[] p, double y) {
      double mu = p[0];
      double r = 1 / p[1];
      return Special.logGamma(r)
          + Special.logGamma(y + 1)
          - Special.logGamma(y + r)
          + r * Math.log1p(mu / r)
          - (y == 0 ? 0 : y * Math.log(mu / (r + mu)));
    }

    /** The smallest count whose distribution function reaches a level. */
    @Override
    public double quantile(double[] p, double level, double normal) {
      double r = 1 / p[1];
      double success = r / (r + p[0]);
      double above = 1; // the first power of two that reaches it, then bisected
      while (Special.incompleteBeta(success, r, above + 1) < level && above < MOST) {
        above *= 2;
      }
      double below = -1; // does not reach it
      while (above - below > 1) {
        double middle = Math.floor((above + below) / 2);
        if (Special.incompleteBeta(success, r, middle + 1) < level) {
          below = middle;
        } else {
          above = middle;
        }
      }
      return above;
    }

    @Override
    public double sample(double[] p, SplittableRandom random) {
      return quantile(p, random.nextDouble(), 0);
    }

    @Override
    public boolean ofCounts() {
      return true;
    }
  };

  private static final double HALF_LOG_2PI = 0.5 * Math.log(2 * Math.PI);
  private static final double LEAST_SPREAD = 1e-3;
  private static final double LEAST_MEAN = 1e-6;
  private static final double MOST = 1L << 52; // of counts

  private final int parameters;

  Likelihood(int parameters) {
    this.parameters = parameters;
  }

  @Override
  public int parameters() {
    return parameters;
  }

  @Override
  public boolean ofCounts() {
    return false;
  }

  /**
   * The derivatives of the loss with respect to the parameters.
   *
   * @param d [P] receives the derivatives
   */
  abstract void slopes(double[] p, double y, double[] d);

  @Override
  public double normal(double level) {
    return Special.normalQuantile(level);
  }

  /** Whether logit i is the expected value itself. */
  boolean estimates(int i) {
    return i == 0 && !ofCounts();
  }

  @Override
  public double mean(double[] p) {
    return p[0];
  }

  /** The parameters from logits, with the scale 1 for counts. */
  void outputs(float[] o, int at) {
    if (ofCounts()) {
      o[at] = (float) (softplus(o[at]) + LEAST_MEAN);
    }
    o[at + 1] = (float) (softplus(o[at + 1]) + LEAST_SPREAD);
    if (parameters > 2) {
      o[at + 2] = (float) (2 + softplus(o[at + 2]));
    }
  }

  @Override
  public double[] restored(double[] outputs, int at, double base, double scale) {
    double[] p = new double[parameters];
    System.arraycopy(outputs, at, p, 0, parameters);
    p[0] = base + scale * p[0];
    p[1] = ofCounts() ? p[1] / Math.sqrt(scale) : scale * p[1];
    return p;
  }

  /**
   * The loss of logits, which are replaced by its derivatives.
   *
   * @param y the value and, for a count, the scale of its window, from {@code of} on
   * @param p [P] receives the parameters
   * @param d [P] receives the derivatives
   */
  double lossAndGradient(float[] o, int at, float[] y, int of, double[] p, double[] d) {
    double scale = parameters(o, at, y, of, p);
    double root = Math.sqrt(scale);
    slopes(p, y[of], d);
    double loss = loss(p, y[of]);
    o[at] = (float) (ofCounts() ? d[0] * scale * sigmoid(o[at]) : d[0]);
    o[at + 1] = (float) (d[1] / root * sigmoid(o[at + 1]));
    if (parameters > 2) {
      o[at + 2] = (float) (d[2] * sigmoid(o[at + 2]));
    }
    return loss;
  }

  /** Writes the parameters from logits, and returns the scale, which is 1 except for counts. */
  double parameters(float[] o, int at, float[] y, int of, double[] p) {
    double scale = ofCounts() ? y[of + 1] : 1;
    p[0] = ofCounts() ? scale * (softplus(o[at]) + LEAST_MEAN) : o[at];
    p[1] = (softplus(o[at + 1]) + LEAST_SPREAD) / Math.sqrt(scale);
    if (parameters > 2) {
      p[2] = 2 + softplus(o[at + 2]);
    }
    return scale;
  }

  private static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
