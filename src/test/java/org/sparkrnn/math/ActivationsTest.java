package org.sparkrnn.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Accuracy over the whole range of float, and the special values. */
class ActivationsTest {
  private interface Function {
    void apply(float[] x, int off, int n);
  }

  static Stream<Kernels> kernels() {
    return Stream.of(new ScalarKernels(), new VectorKernels());
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void absoluteErrorOfTanhAndSigmoid(Kernels kernels) {
    assertTrue(worst(kernels::tanh, Math::tanh, false) <= 4e-7);
    assertTrue(worst(kernels::sigmoid, x -> 1 / (1 + Math.exp(-x)), false) <= 4e-7);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void relativeErrorOfExp(Kernels kernels) {
    assertTrue(worst(kernels::exp, Math::exp, true) <= 2.5e-7);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void limitsAndNotANumber(Kernels kernels) {
    float inf = Float.POSITIVE_INFINITY;
    float max = Float.MAX_VALUE;
    float[] x = {Float.NaN, inf, -inf, max, -max, 0f, -0f, Float.MIN_VALUE};
    check(kernels::tanh, x, new float[] {Float.NaN, 1, -1, 1, -1, 0, 0, 0});
    check(kernels::sigmoid, x, new float[] {Float.NaN, 1, 0, 1, 0, 0.5f, 0.5f, 0.5f});
    check(kernels::exp, x, new float[] {Float.NaN, inf, 0, inf, 0, 1, 1, 1});
  }

  private static void check(Function f, float[] x, float[] expected) {
    for (int n : new int[] {1, 7, 8, 9, 16, 17, 31, 257}) {
      float[] y = new float[n + 10];
      for (int i = 0; i < y.length; i++) {
        y[i] = x[i % x.length];
      }
      f.apply(y, 3, n);
      for (int i = 0; i < y.length; i++) {
        boolean inside = i >= 3 && i < 3 + n;
        float wanted = (inside ? expected : x)[i % x.length];
        assertEquals(wanted, y[i], inside ? 1.2e-7f : 0f, "n " + n + " at " + i);
      }
    }
  }

  /** The largest error over every 997th float; relative counts only results above 2^-125. */
  private static double worst(Function f, DoubleUnaryOperator reference, boolean relative) {
    float[] x = new float[1003];
    double worst = 0;
    long bits = Integer.MIN_VALUE;
    while (bits <= Integer.MAX_VALUE) {
      int n = 0;
      for (; n < x.length && bits <= Integer.MAX_VALUE; bits += 997) {
        float value = Float.intBitsToFloat((int) bits);
        if (Float.isFinite(value)) {
          x[n++] = value;
        }
      }
      float[] y = x.clone();
      f.apply(y, 0, n);
      for (int i = 0; i < n; i++) {
        double expected = reference.applyAsDouble(x[i]);
        if (!relative) {
          worst = Math.max(worst, Math.abs(y[i] - expected));
        } else if (expected > 2 * Float.MIN_NORMAL && expected <= Float.MAX_VALUE) {
          worst = Math.max(worst, Math.abs(y[i] / expected - 1));
        }
      }
    }
    return worst;
  }
}
