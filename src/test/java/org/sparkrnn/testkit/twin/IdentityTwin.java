package org.sparkrnn.testkit.twin;

import org.sparkrnn.data.PackedColumn;
import org.sparkrnn.nn.output.Loss;

/** K reals. */
final class IdentityTwin implements HeadTwin {
  private final Loss choices;

  IdentityTwin(Loss loss) {
    choices = loss;
  }

  @Override
  public double[] outputs(double[] o) {
    return o;
  }

  @Override
  public double loss(double[] o, PackedColumn targets, int row) {
    double loss = 0;
    for (int k = 0; k < o.length; k++) {
      double error = o[k] - targets.floats()[row * o.length + k];
      if (Double.isNaN(error)) {
        continue; // the target is missing
      }
      loss += choices.quantiles() == null ? error(Math.abs(error)) : quantile(k, error);
    }
    return loss;
  }

  private double quantile(int k, double error) {
    float[] levels = choices.quantiles();
    double q = levels[k % levels.length];
    return Math.max(-q * error, (1 - q) * error);
  }

  private double error(double size) {
    double delta = choices.huberDelta();
    return switch (choices.type()) {
      case SQUARED -> size * size / 2;
      case ABSOLUTE -> size;
      case HUBER -> size < delta ? size * size / 2 : delta * size - delta * delta / 2;
      default -> throw new IllegalStateException("it is no loss of the size of an error");
    };
  }
}
