package org.sparkrnn.job;

import java.util.Locale;
import java.util.StringJoiner;
import org.sparkrnn.nn.GradientFlow;

/** Describes a gradient flow in one line. */
final class GradientReach {
  private static final int[] SHARES = {10, 1000};

  private GradientReach() {}

  /** For example: gradient reaches back: 1/10 of its norm after 7 steps, 1/1000 after 23. */
  static String describe(GradientFlow flow) {
    StringJoiner layers = new StringJoiner("; ", "gradient reaches back: ", "");
    for (int l = 0; l < flow.numLayers(); l++) {
      String name = flow.numLayers() == 1 ? "" : "layer " + (l + 1) + ": ";
      layers.add(name + describe(flow, l));
    }
    return layers.toString();
  }

  private static String describe(GradientFlow flow, int layer) {
    int last = flow.maxDistance();
    while (last > 0 && flow.sequences(last) == 0) {
      last--;
    }
    double first = flow.mean(layer, 0);
    if (!(first > 0)) {
      return "the gradient is zero at the last step";
    }
    double end = flow.mean(layer, last) / first;
    int tenth = flow.reach(layer, 1.0 / SHARES[0]);
    if (tenth < 0) {
      return String.format(Locale.ROOT, "%.3g of its norm after %d steps", end, last);
    }
    String text = String.format(Locale.ROOT, "1/%d of its norm after %d steps", SHARES[0], tenth);
    int thousandth = flow.reach(layer, 1.0 / SHARES[1]);
    return thousandth < 0
        ? text + String.format(Locale.ROOT, ", %.3g after %d", end, last)
        : text + String.format(Locale.ROOT, ", 1/%d after %d", SHARES[1], thousandth);
  }
}
