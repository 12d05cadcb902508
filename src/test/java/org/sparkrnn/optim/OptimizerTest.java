package org.sparkrnn.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Three steps of every rule against its formula in double. */
class OptimizerTest {
  private static final float[][] GRADIENTS = {{1f, -2f, 0f}, {0.5f, 3f, 0f}, {-4f, 1e-3f, 0f}};
  private static final float[] START = {0.1f, -0.2f, 0.3f};
  private static final double RATE = 0.1;

  private static float[] threeSteps(OptimizerType type, double momentum) {
    Optimizer optimizer = type.create(momentum);
    float[] w = START.clone();
    float[][] state = new float[optimizer.stateSlots()][w.length];
    for (int step = 1; step <= 3; step++) {
      optimizer.update(w, GRADIENTS[step - 1].clone(), 1, state, step, RATE);
    }
    return w;
  }

  @Test
  void sgdStepsAgainstTheGradient() {
    // 0.1 - 0.1 (1 + 0.5 - 4), -0.2 - 0.1 (-2 + 3 + 0.001)
    assertArrayEquals(
        new float[] {0.35f, -0.3001f, 0.3f}, threeSteps(OptimizerType.SGD, 0.9), 1e-6f);
    assertEquals(0, OptimizerType.SGD.create(0.9).stateSlots());
  }

  @Test
  void momentumAddsUpVelocities() {
    // velocities 1, 0.9 + 0.5 = 1.4, 1.26 - 4 = -2.74; -2, 1.2, 1.081
    assertArrayEquals(
        new float[] {0.1f - 0.1f * (1f + 1.4f - 2.74f), -0.2f - 0.1f * (-2f + 1.2f + 1.081f), 0.3f},
        threeSteps(OptimizerType.MOMENTUM, 0.9),
        1e-6f);
    assertEquals(1, OptimizerType.MOMENTUM.create(0.9).stateSlots());
  }

  @Test
  void momentumOfZeroIsPlainDescent() {
    assertArrayEquals(threeSteps(OptimizerType.SGD, 0), threeSteps(OptimizerType.MOMENTUM, 0), 0f);
    assertEquals(0, OptimizerType.MOMENTUM.create(0).stateSlots());
  }

  @Test
  void adamFollowsItsPaper() {
    float[] actual = threeSteps(OptimizerType.ADAM, 0);
    for (int i = 0; i < START.length; i++) {
      double w = START[i];
      double m = 0;
      double v = 0;
      for (int t = 1; t <= 3; t++) {
        double g = GRADIENTS[t - 1][i];
        m = 0.9 * m + 0.1 * g;
        v = 0.999 * v + 0.001 * g * g;
        w -= RATE * (m / (1 - Math.pow(0.9, t))) / (Math.sqrt(v / (1 - Math.pow(0.999, t))) + 1e-8);
      }
      assertEquals(w, actual[i], 3e-6, "element " + i);
    }
  }

  @Test
  void adamsFirstStepHasTheLengthOfTheLearningRate() {
    float[] w = {0f, 0f};
    OptimizerType.ADAM.create(0).update(w, new float[] {1e-4f, -300f}, 1, new float[2][2], 1, 0.01);
    assertArrayEquals(new float[] {-0.01f, 0.01f}, w, 2e-6f);
  }

  @Test
  void theScaleMultipliesTheGradient() {
    for (OptimizerType type : OptimizerType.values()) {
      Optimizer optimizer = type.create(0.9);
      float[] scaled = START.clone();
      float[] plain = START.clone();
      optimizer.update(
          scaled, new float[] {4f, -8f, 0f}, 0.25, new float[optimizer.stateSlots()][3], 1, RATE);
      optimizer.update(
          plain, new float[] {1f, -2f, 0f}, 1, new float[optimizer.stateSlots()][3], 1, RATE);
      assertArrayEquals(plain, scaled, type.name());
    }
  }

  @Test
  void longVectorsAreUpdatedWhole() {
    int n = 700_001; // several pieces, the last one short
    float[] w = new float[n];
    float[] g = new float[n];
    Arrays.fill(g, 2f);
    OptimizerType.SGD.create(0).update(w, g, 1, new float[0][], 1, 0.5);
    for (float v : w) {
      assertEquals(-1f, v);
    }
  }
}
