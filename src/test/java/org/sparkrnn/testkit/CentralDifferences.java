package org.sparkrnn.testkit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.ToDoubleFunction;
import org.sparkrnn.nn.ParamLayout;

/** Compares gradients with central differences, in double, of a readable twin's loss. */
public final class CentralDifferences {
  private static final double STEP = 1e-5;

  private CentralDifferences() {}

  /** Fails with the name of the first parameter block whose gradient is off by more than 1e-4. */
  public static void assertAgree(
      ParamLayout layout, float[] w, float[] gradient, ToDoubleFunction<double[]> loss) {
    double[] exact = doubles(w);
    for (ParamLayout.Block block : layout.blocks()) {
      double[] expected = new double[block.size()];
      for (int i = 0; i < expected.length; i++) {
        int at = block.offset() + i;
        double value = exact[at];
        exact[at] = value + STEP;
        double above = loss.applyAsDouble(exact);
        exact[at] = value - STEP;
        expected[i] = (above - loss.applyAsDouble(exact)) / (2 * STEP);
        exact[at] = value;
      }
      double error = Cases.relativeError(expected, gradient, block.offset());
      assertTrue(error < 1e-4, block.name() + ": relative error " + error);
    }
  }

  public static double[] doubles(float[] w) {
    double[] exact = new double[w.length];
    for (int i = 0; i < w.length; i++) {
      exact[i] = w[i];
    }
    return exact;
  }
}
