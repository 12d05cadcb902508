package org.sparkrnn.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compares optimizers with their formulas in double. */
class OptimizerTest {
  private static final float[][] GRADIENTS = {{1f, -2f, 0f}, {0.5f, 3f, 0f}, {-4f, 1e-3f, 0f}};
  private static final float[] START = {0.1f, -0.2f, 0.3f};
  private static final double RATE = 0.1;

  private static float[] threeSteps(OptimizerType type, double momentum) {
    Optimizer optimizer = OptimizerOptions.of(type).withMomentum(momentum).create();
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
    assertEquals(0, OptimizerOptions.of(OptimizerType.SGD).create().stateSlots());
  }

  @Test
  void momentumAddsUpVelocities() {
    // velocities 1, 0.9 + 0.5 = 1.4, 1.26 - 4 = -2.74; -2, 1.2, 1.081
    assertArrayEquals(
        new float[] {0.1f - 0.1f * (1f + 1.4f - 2.74f), -0.2f - 0.1f * (-2f + 1.2f + 1.081f), 0.3f},
        threeSteps(OptimizerType.MOMENTUM, 0.9),
        1e-6f);
    assertEquals(1, OptimizerOptions.of(OptimizerType.MOMENTUM).create().stateSlots());
  }

  @Test
  void momentumOfZeroIsPlainDescent() {
    assertArrayEquals(threeSteps(OptimizerType.SGD, 0), threeSteps(OptimizerType.MOMENTUM, 0), 0f);
    assertEquals(
        0, OptimizerOptions.of(OptimizerType.MOMENTUM).withMomentum(0).create().stateSlots());
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
    OptimizerOptions.of(OptimizerType.ADAM)
        .create()
        .update(w, new float[] {1e-4f, -300f}, 1, new float[2][2], 1, 0.01);
    assertArrayEquals(new float[] {-0.01f, 0.01f}, w, 2e-6f);
  }

  @Test
  void theScaleMultipliesTheGradient() {
    for (OptimizerType type : OptimizerType.values()) {
      Optimizer optimizer = OptimizerOptions.of(type).withWeightDecay(0.1).create();
      float[] scaled = START.clone();
      float[] plain = START.clone();
      optimizer.update(
          scaled, new float[] {4f, -8f, 0f}, 0.25, new float[optimizer.stateSlots()][3], 1, RATE);
      optimizer.update(
          plain, new float[] {1f, -2f, 0f}, 1, new float[optimizer.stateSlots()][3], 1, RATE);
      assertArrayEquals(plain, scaled, type.name());
    }
  }

  /** With cuts at any place, as for the pieces of a long vector. */
  @Test
  void whatIsSparedDoesNotDecay() {
    int[] spared = {1, 3, 3, 4, 6, 9};
    for (OptimizerType type : OptimizerType.values()) {
      OptimizerOptions options = OptimizerOptions.of(type).withWeightDecay(0.1);
      Optimizer sparing = options.create(spared);
      int slots = sparing.stateSlots();
      float[] all = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
      float[] none = all.clone();
      options.create().update(all, new float[10], 0, 1f, new float[slots][10], 0, 10, 1, RATE);
      options
          .withWeightDecay(0)
          .create()
          .update(none, new float[10], 0, 1f, new float[slots][10], 0, 10, 1, RATE);
      for (int cut = 0; cut <= 10; cut++) {
        float[] w = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        float[][] state = new float[slots][10];
        sparing.update(w, new float[10], 0, 1f, state, 0, cut, 1, RATE);
        sparing.update(w, new float[10], 0, 1f, state, cut, 10, 1, RATE);
        for (int i = 0; i < 10; i++) {
          boolean free = i >= 1 && i < 4 || i >= 6 && i < 9;
          assertEquals(free ? none[i] : all[i], w[i], type + " " + cut + " " + i);
        }
      }
    }
  }

  @Test
  void longVectorsAreUpdatedWhole() {
    int n = 700_001; // several pieces, the last one short
    float[] w = new float[n];
    float[] g = new float[n];
    Arrays.fill(g, 2f);
    OptimizerOptions.of(OptimizerType.SGD).create().update(w, g, 1, new float[0][], 1, 0.5);
    for (float v : w) {
      assertEquals(-1f, v);
    }
  }

  /**
   * One element's update in double, with constants that differ from the defaults; s is its state.
   */
  private static double plain(OptimizerType type, double w, double g, double[] s, int t) {
    double lr = RATE;
    if (type == OptimizerType.ADAMW) {
      w *= 1 - lr * 0.02;
    } else {
      g += 0.02 * w;
    }
    switch (type) {
      case SGD:
        return w - lr * g;
      case MOMENTUM:
        s[0] = 0.8 * s[0] + g;
        return w - lr * s[0];
      case NESTEROV:
        s[0] = 0.8 * s[0] + g;
        return w - lr * (g + 0.8 * s[0]);
      case ADAGRAD:
        s[0] += g * g;
        return w - lr * g / (Math.sqrt(s[0]) + 1e-3);
      case RMSPROP:
        s[0] = 0.95 * s[0] + 0.05 * g * g;
        return w - lr * g / (Math.sqrt(s[0]) + 1e-3);
      default:
        s[0] = 0.7 * s[0] + 0.3 * g;
        s[1] = 0.95 * s[1] + 0.05 * g * g;
        double mean = s[0] / (1 - Math.pow(0.7, t));
        return w - lr * mean / (Math.sqrt(s[1] / (1 - Math.pow(0.95, t))) + 1e-3);
    }
  }

  @ParameterizedTest
  @EnumSource
  void twentyStepsFollowTheFormula(OptimizerType type) {
    Optimizer optimizer = new OptimizerOptions(type, 0.8, 0.7, 0.95, 0.95, 1e-3, 0.02).create();
    int n = 17;
    SplittableRandom random = new SplittableRandom(3);
    float[] w = new float[n];
    double[] expected = new double[n];
    for (int i = 0; i < n; i++) {
      w[i] = (float) random.nextDouble(-1, 1);
      expected[i] = w[i];
    }
    float[][] state = new float[optimizer.stateSlots()][n];
    double[][] plainState = new double[n][2];
    for (int t = 1; t <= 20; t++) {
      float[] g = new float[n];
      for (int i = 0; i < n; i++) {
        g[i] = i == 0 ? 0 : (float) (random.nextDouble(-1, 1) * Math.pow(10, i % 5 - 3));
        expected[i] = plain(type, expected[i], 0.25 * g[i], plainState[i], t);
      }
      optimizer.update(w, g, 0.25, state, t, RATE);
      for (int i = 0; i < n; i++) {
        assertEquals(expected[i], w[i], 2e-5, "step " + t + " element " + i);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void partsOfAVectorAreUpdatedAsTheWhole(OptimizerType type) {
    Optimizer optimizer = OptimizerOptions.of(type).withWeightDecay(0.1).create();
    int n = 300_007; // enough for all cores, with a short last piece
    SplittableRandom random = new SplittableRandom(5);
    float[] whole = new float[n];
    float[] g = new float[n];
    for (int i = 0; i < n; i++) {
      whole[i] = (float) random.nextDouble(-1, 1);
      g[i] = (float) random.nextDouble(-1, 1);
    }
    float[] parts = whole.clone();
    optimizer.update(whole, g.clone(), 0.5, new float[optimizer.stateSlots()][n], 1, RATE);
    float[][] state = new float[optimizer.stateSlots()][n];
    for (int[] part : new int[][] {{100, n}, {0, 7}, {7, 100}}) {
      optimizer.update(parts, g, 0, 0.5f, state, part[0], part[1], 1, RATE);
    }
    assertArrayEquals(whole, parts, 0f);
  }
}
