package org.sparkrnn.testkit.twin;

import static org.apache.commons.math3.special.Gamma.logGamma;

import org.sparkrnn.data.PackedColumn;
import org.sparkrnn.nn.output.Loss;

/** Distributions, each by the formula of its density. */
final class LikelihoodTwin implements HeadTwin {
  private final Loss choices;
  private final int P;

  LikelihoodTwin(Loss loss) {
    choices = loss;
    P = loss.type().likelihood().parameters();
  }

  private static double softplus(double x) {
    return Math.log(1 + Math.exp(x));
  }

  @Override
  public double[] outputs(double[] o) {
    double[] p = o.clone();
    boolean counts = choices.type().likelihood().ofCounts();
    for (int k = 0; k < o.length; k += P) {
      p[k] = counts ? softplus(o[k]) + 1e-6 : o[k];
      p[k + 1] = softplus(o[k + 1]) + 1e-3;
      if (P > 2) {
        p[k + 2] = 2 + softplus(o[k + 2]);
      }
    }
    return p;
  }

  @Override
  public double loss(double[] o, PackedColumn targets, int row) {
    double[] p = outputs(o);
    double loss = 0;
    for (int k = 0; k < o.length; k += P) {
      double y = targets.floats()[row * o.length + k];
      if (Double.isNaN(y)) {
        continue; // the target is missing
      }
      double scale = targets.floats()[row * o.length + k + 1];
      loss -=
          switch (choices.type()) {
            case GAUSSIAN -> gaussian(p[k], p[k + 1], y);
            case STUDENT -> student(p[k], p[k + 1], p[k + 2], y);
            default -> negativeBinomial(scale * p[k], p[k + 1] / Math.sqrt(scale), y);
          };
    }
    return loss;
  }

  private static double gaussian(double mu, double sigma, double y) {
    double density =
        Math.exp(-Math.pow(y - mu, 2) / (2 * sigma * sigma)) / (sigma * Math.sqrt(2 * Math.PI));
    return Math.log(density);
  }

  private static double student(double mu, double sigma, double nu, double y) {
    double z = (y - mu) / sigma;
    double ratio = Math.exp(logGamma((nu + 1) / 2) - logGamma(nu / 2));
    return Math.log(ratio / (sigma * Math.sqrt(Math.PI * nu)))
        + Math.log(Math.pow(1 + z * z / nu, -(nu + 1) / 2));
  }

  private static double negativeBinomial(double mu, double alpha, double y) {
    double r = 1 / alpha;
    double ways = Math.exp(logGamma(y + r) - logGamma(r) - logGamma(y + 1));
    return Math.log(ways * Math.pow(r / (r + mu), r) * Math.pow(mu / (r + mu), y));
  }
}
