package org.sparkrnn.testkit.twin;

import java.util.Arrays;
import org.sparkrnn.data.PackedColumn;

/** A sigmoid and a binary cross-entropy for each of K labels. */
final class SigmoidTwin implements HeadTwin {
  @Override
  public double[] outputs(double[] o) {
    return Arrays.stream(o).map(Functions::sigmoid).toArray();
  }

  @Override
  public double loss(double[] o, PackedColumn targets, int row) {
    double loss = 0;
    for (int k = 0; k < o.length; k++) {
      double p = Functions.sigmoid(o[k]);
      double y = targets.floats()[row * o.length + k];
      loss += -y * Math.log(p) - (1 - y) * Math.log(1 - p);
    }
    return loss;
  }
}
