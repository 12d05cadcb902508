package org.sparkrnn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.sparkrnn.nn.Gradient;
import org.sparkrnn.optim.OptimizerOptions;
import org.sparkrnn.optim.OptimizerType;

class WeightUpdateTest {
  private static TrainingOptions.Builder descent() {
    return TrainingOptions.builder()
        .optimizer(OptimizerOptions.of(OptimizerType.SGD))
        .gradientClipNorm(0);
  }

  private static WeightUpdate update(float[] w, TrainingOptions.Builder options) {
    return new WeightUpdate(w, options.build());
  }

  @Test
  void whatWasAddedIsDividedByItsSteps() {
    float[] w = {1f, 1f};
    WeightUpdate update = update(w, descent());
    update.add(Gradient.ofDense(new float[] {3f, 8f}), 1);
    update.add(Gradient.ofDense(new float[] {9f, 8f}), 3);
    assertEquals(5, update.apply(0.5), 1e-12); // of (12, 16) / 4
    assertArrayEquals(new float[] {-0.5f, -1f}, w);
    assertFalse(update.pending());
    update.add(Gradient.ofDense(new float[] {2f, 0f}), 2);
    assertTrue(update.pending());
    update.apply(1);
    assertArrayEquals(new float[] {-1.5f, -1f}, w);
  }

  @Test
  void embeddingRowsOfSeveralMiniBatchesAreMerged() {
    float[] w = new float[7]; // three rows of two, and one more
    WeightUpdate update = update(w, descent());
    update.add(new Gradient(6, 2, new float[] {1f}, new int[] {0}, new float[] {1f, 2f}), 1);
    update.add(
        new Gradient(6, 2, new float[] {1f}, new int[] {0, 2}, new float[] {3f, 4f, 5f, 6f}), 1);
    update.apply(-2);
    assertArrayEquals(new float[] {4f, 6f, 0f, 0f, 5f, 6f, 2f}, w);
  }

  @Test
  void valuesAreClippedBeforeTheNorm() {
    float[] mean = {30f, -0.3f, 0.4f}; // clipped by value (0.3, -0.3, 0.3)
    float[] w = new float[3];
    WeightUpdate byValue = update(w, descent().gradientClipValue(0.3));
    byValue.add(Gradient.ofDense(new float[] {60f, -0.6f, 0.8f}), 2);
    assertEquals(Math.sqrt(900 + 0.09 + 0.16), byValue.apply(-1), 1e-5); // before clipping
    assertArrayEquals(new float[] {0.3f, -0.3f, 0.3f}, w, 1e-7f);

    float[] both = new float[3];
    WeightUpdate byBoth = update(both, descent().gradientClipValue(0.3).gradientClipNorm(0.1));
    byBoth.add(Gradient.ofDense(mean), 1);
    byBoth.apply(-1);
    float each = (float) (0.1 / Math.sqrt(3));
    assertArrayEquals(new float[] {each, -each, each}, both, 1e-7f);
  }

  @Test
  void aGradientThatIsNotFiniteIsToldAndNotApplied() {
    float[] w = {1f};
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      WeightUpdate update = update(w, descent().gradientClipValue(1));
      update.add(Gradient.ofDense(new float[] {bad}), 1);
      assertFalse(Double.isFinite(update.apply(1)));
      assertArrayEquals(new float[] {1f}, w);
    }
  }
}
