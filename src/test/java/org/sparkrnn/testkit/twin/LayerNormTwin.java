package org.sparkrnn.testkit.twin;

import java.util.Arrays;
import org.sparkrnn.nn.sequence.LayerNormSpec;

/** y = weight * (x - mean) / sqrt(variance + 1e-5) + bias, over the values of a step. */
final class LayerNormTwin implements LayerTwin {
  private final PlainContext context;
  private final String name;

  LayerNormTwin(LayerNormSpec spec, PlainContext context) {
    this.context = context;
    name = "norm." + context.next("norm");
  }

  @Override
  public double[][] forward(double[][] x) {
    double[][] y = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      double mean = Arrays.stream(x[t]).average().getAsDouble();
      double variance =
          Arrays.stream(x[t]).map(v -> (v - mean) * (v - mean)).average().getAsDouble();
      y[t] = new double[x[t].length];
      for (int j = 0; j < x[t].length; j++) {
        y[t][j] =
            context.at(name + ".weight", j) * (x[t][j] - mean) / Math.sqrt(variance + 1e-5)
                + context.at(name + ".bias", j);
      }
    }
    return y;
  }
}
