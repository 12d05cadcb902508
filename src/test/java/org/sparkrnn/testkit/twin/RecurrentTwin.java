package org.sparkrnn.testkit.twin;

import java.util.List;
import org.sparkrnn.nn.sequence.Cell;
import org.sparkrnn.nn.sequence.RecurrentSpec;

/** A recurrent layer: a scan from the beginning, and perhaps a second scan from the end. */
final class RecurrentTwin implements LayerTwin {
  private final RecurrentSpec spec;
  private final PlainContext context;
  private final int layer;
  private final List<Cell.State> states;

  RecurrentTwin(RecurrentSpec spec, PlainContext context) {
    this.spec = spec;
    this.context = context;
    layer = context.next("rnn");
    states = spec.newCell().states();
  }

  @Override
  public double[][] forward(double[][] x) {
    double[][] h = scan(x, "l" + layer, false);
    if (spec.directions() == 2) {
      double[][] reverse = scan(x, "l" + layer + "_reverse", true);
      for (int t = 0; t < x.length; t++) {
        h[t] = joined(h[t], reverse[t]);
      }
    }
    return context.masked(layer + 1, h);
  }

  private static double[] joined(double[] left, double[] right) {
    double[] both = new double[left.length + right.length];
    System.arraycopy(left, 0, both, 0, left.length);
    System.arraycopy(right, 0, both, left.length, right.length);
    return both;
  }

  private double[][] scan(double[][] x, String suffix, boolean reverse) {
    CellTwin cell = Twins.CELLS.get(spec.cell()).make(spec, context, suffix);
    double[][] state = firstStates(suffix);
    double[][] h = new double[x.length][];
    for (int k = 0; k < x.length; k++) {
      int t = reverse ? x.length - 1 - k : k;
      double[] a = context.affine("rnn.weight_ih_" + suffix, "rnn.bias_ih_" + suffix, x[t]);
      h[t] = cell.step(a, state);
      if (!reverse && context.nudged[0] == layer && context.nudged[1] == t) {
        h[t][context.nudged[2]] += context.nudge;
      }
      if (state.length > 0) {
        state[0] = h[t];
      }
    }
    context.last[layer] = state;
    return h;
  }

  /** The states before the first step: those of the previous chunk, learned ones, or zeros. */
  private double[][] firstStates(String suffix) {
    double[][][] carried = context.first.apply(context.sequence);
    double[][] first = new double[states.size()][];
    for (int s = 0; s < first.length; s++) {
      String name = "rnn." + states.get(s).name() + "0_" + suffix;
      if (carried != null) {
        first[s] = carried[layer][s].clone();
      } else if (context.has(name)) {
        first[s] = context.row(name, 0);
      } else {
        first[s] = new double[states.get(s).width()];
      }
    }
    return first;
  }
}
