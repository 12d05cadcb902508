package org.sparkrnn.testkit.twin;

import org.sparkrnn.nn.sequence.ConvolutionSpec;

/** Conv1d: y[t][f] = relu(b[f] + sum of W[f][c][k] x[t * stride + k - (width - 1) / 2][c]). */
final class ConvolutionTwin implements LayerTwin {
  private final ConvolutionSpec conv;
  private final PlainContext context;
  private final String name;

  ConvolutionTwin(ConvolutionSpec spec, PlainContext context) {
    conv = spec;
    this.context = context;
    name = "conv." + context.next("conv");
  }

  @Override
  public double[][] forward(double[][] x) {
    double[][] y = new double[(x.length + conv.stride() - 1) / conv.stride()][conv.filters()];
    for (int t = 0; t < y.length; t++) {
      for (int f = 0; f < conv.filters(); f++) {
        double sum = context.at(name + ".bias", f);
        for (int c = 0; c < x[0].length; c++) {
          for (int k = 0; k < conv.width(); k++) {
            int s = t * conv.stride() + k - (conv.width() - 1) / 2;
            double value = s >= 0 && s < x.length ? x[s][c] : 0;
            sum += context.at(name + ".weight", (f * x[0].length + c) * conv.width() + k) * value;
          }
        }
        y[t][f] = Math.max(0, sum);
      }
    }
    return y;
  }
}
