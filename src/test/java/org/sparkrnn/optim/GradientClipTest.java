package org.sparkrnn.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class GradientClipTest {
  @Test
  void aLongGradientKeepsItsDirection() {
    float[] g = {3f, -4f};
    assertEquals(5, GradientClip.byGlobalNorm(g, 1), 1e-9);
    assertArrayEquals(new float[] {0.6f, -0.8f}, g, 1e-7f);
  }

  @Test
  void aShortGradientAndABoundOfZeroChangeNothing() {
    for (double bound : new double[] {0, 5, 6}) {
      float[] g = {3f, -4f};
      assertEquals(5, GradientClip.byGlobalNorm(g, bound), 1e-9);
      assertArrayEquals(new float[] {3f, -4f}, g);
    }
  }

  @Test
  void normsBeyondFloatAreComputedInDouble() {
    assertEquals(5e30, GradientClip.norm(new float[] {3e30f, 4e30f}), 1e24);
    assertEquals(5e-30, GradientClip.norm(new float[] {3e-30f, 4e-30f}), 1e-36);
    assertEquals(0, GradientClip.byGlobalNorm(new float[0], 1));
  }
}
