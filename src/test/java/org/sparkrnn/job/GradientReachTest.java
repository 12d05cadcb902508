package org.sparkrnn.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.sparkrnn.data.Readout;
import org.sparkrnn.nn.GradientFlow;
import org.sparkrnn.nn.Network;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.ParamLayout;
import org.sparkrnn.nn.sequence.Activation;
import org.sparkrnn.nn.sequence.CellType;
import org.sparkrnn.testkit.Cases;

class GradientReachTest {
  /**
   * h_t = max(0, a h_{t-1} + 1e-5), far from the saturation of softmax, so that a step back
   * multiplies by a.
   */
  private static GradientFlow flow(double a, int length, int K) {
    NetworkSpec spec =
        NetworkSpec.builder()
            .cell(CellType.ELMAN)
            .activation(Activation.RELU)
            .inputSize(2)
            .hiddenSize(1)
            .outputSize(3)
            .readout(Readout.LAST_STEP)
            .build();
    Network network = new Network(spec);
    float[] w = Cases.parameters(network.layout().size(), 5);
    fill(w, network.layout().block("rnn.weight_ih_l0"), 0);
    fill(w, network.layout().block("rnn.weight_hh_l0"), a);
    fill(w, network.layout().block("rnn.bias_ih_l0"), 1e-5);
    var batch = Cases.packed(Cases.block(spec, Cases.sequences(spec, 7, length)));
    return network.gradientFlow(w, batch, network.newWorkspace(), K);
  }

  private static void fill(float[] w, ParamLayout.Block block, double value) {
    Arrays.fill(w, block.offset(), block.end(), (float) value);
  }

  @Test
  void itTellsWhereATenthAndAThousandthAreLeft() {
    assertEquals(
        "gradient reaches back: 1/10 of its norm after 4 steps, 1/1000 after 10",
        GradientReach.describe(flow(0.5, 12, 20)));
    assertEquals(
        "gradient reaches back: 1/10 of its norm after 4 steps, 0.0313 after 5",
        GradientReach.describe(flow(0.5, 6, 20)));
  }

  @Test
  void itTellsTheEndOfOneThatStaysOrExplodes() {
    assertEquals(
        "gradient reaches back: 1.00 of its norm after 11 steps",
        GradientReach.describe(flow(1, 12, 20)));
    assertEquals(
        "gradient reaches back: 1.02e+03 of its norm after 10 steps",
        GradientReach.describe(flow(2, 12, 10)));
  }

  @Test
  void layersAreNamedAndNoGradientIsSaid() {
    assertEquals(
        "gradient reaches back: layer 1: the gradient is zero at the last step; layer 2: the gradient is zero at the last step",
        GradientReach.describe(GradientFlow.none(2, 5)));
  }
}
