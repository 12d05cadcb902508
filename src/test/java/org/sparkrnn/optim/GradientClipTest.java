package org.sparkrnn.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GradientClipTest {
  @Test
  void aLongGradientIsScaledToTheBound() {
    assertEquals(0.2, GradientClip.factor(5, 1), 1e-12);
  }

  @Test
  void aShortGradientAndABoundOfZeroChangeNothing() {
    for (double bound : new double[] {0, 5, 6}) {
      assertEquals(1, GradientClip.factor(5, bound));
    }
  }

  @Test
  void normsBeyondFloatAreComputedInDouble() {
    assertEquals(5, GradientClip.norm(new float[] {3f, -4f}), 1e-12);
    assertEquals(5e30, GradientClip.norm(new float[] {3e30f, 4e30f}), 1e24);
    assertEquals(5e-30, GradientClip.norm(new float[] {3e-30f, 4e-30f}), 1e-36);
    assertEquals(0, GradientClip.norm(new float[0]));
  }

  @Test
  void longVectorsAreSummedAlikeOnAnyNumberOfCores() {
    SplittableRandom random = new SplittableRandom(1);
    float[] g = new float[1_000_003];
    double plain = 0;
    for (int i = 0; i < g.length; i++) {
      g[i] = (float) random.nextDouble(-1, 1);
      plain += (double) g[i] * g[i];
    }
    double norm = GradientClip.norm(g);
    assertEquals(Math.sqrt(plain), norm, 1e-9 * norm);
    for (int trial = 0; trial < 5; trial++) {
      assertEquals(norm, GradientClip.norm(g));
    }
  }

  @Test
  void valuesAreScaledAndThenBounded() {
    float[] g = {4f, -4f, 1f, 0f, Float.NaN, Float.NEGATIVE_INFINITY};
    GradientClip.clipValues(g, 0.5, 1.5);
    assertArrayEquals(new float[] {1.5f, -1.5f, 0.5f, 0f, Float.NaN, -1.5f}, g);
  }
}
