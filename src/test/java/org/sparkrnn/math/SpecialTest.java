package org.sparkrnn.math;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.special.Gamma;
import org.junit.jupiter.api.Test;

/** Compares special functions with those of Commons Math. */
class SpecialTest {
  private static final double[] VALUES = {
    1e-4, 0.03, 0.5, 1, 1.5, 2, 7.25, 11.999, 12, 40, 1e4, 1e8
  };

  private static void assertNear(double expected, double found, double relative) {
    assertEquals(expected, found, relative * (1 + Math.abs(expected)));
  }

  @Test
  void gammaFunctionsAgree() {
    for (double x : VALUES) {
      assertNear(Gamma.logGamma(x), Special.logGamma(x), 1e-13);
      assertNear(Gamma.digamma(x), Special.digamma(x), 1e-8); // the accuracy of Commons Math
    }
  }

  @Test
  void digammaIsThatOfSciPy() {
    assertNear(-33.86225442061877, Special.digamma(0.03), 1e-14);
    assertNear(1.9104535268837362, Special.digamma(7.25), 1e-14);
  }

  @Test
  void theIncompleteBetaFunctionAgrees() {
    for (double a : new double[] {0.3, 1, 2.5, 30, 400}) {
      for (double b : new double[] {0.5, 1, 7, 90}) {
        for (double x : new double[] {0, 1e-6, 0.1, 0.5, 0.77, 0.999, 1}) {
          assertEquals(Beta.regularizedBeta(x, a, b), Special.incompleteBeta(x, a, b), 1e-11);
        }
      }
    }
  }

  @Test
  void theNormalDistributionAgrees() {
    NormalDistribution normal = new NormalDistribution();
    for (double x = -9.5; x < 9.6; x += 0.31) {
      assertEquals(normal.cumulativeProbability(x), Special.normal(x), 1e-12);
    }
    for (double level : new double[] {0.001, 0.05, 0.1, 0.5, 0.7, 0.9, 0.999}) {
      assertEquals(normal.inverseCumulativeProbability(level), Special.normalQuantile(level), 1e-9);
    }
  }
}
