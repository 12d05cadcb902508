package org.sparkrnn.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.Readout;
import org.sparkrnn.nn.output.PoolingType;
import org.sparkrnn.nn.sequence.CellType;
import org.sparkrnn.nn.sequence.ConvolutionSpec;
import org.sparkrnn.nn.sequence.RecurrentDirection;
import org.sparkrnn.testkit.Cases;

/** Outputs without a backward pass are the same window by window as for whole sequences. */
class WindowedOutputsTest {
  /**
   * Lengths for which windows end while several sequences or one continue, and one step before an
   * end.
   */
  private static final int[] LENGTHS = {
    RecurrentDirection.WINDOW_ROWS + 1, 17, 0, 1, 2 * RecurrentDirection.WINDOW_ROWS, 3000
  };

  static Stream<NetworkSpec> networks() {
    return Stream.concat(Cases.networks().stream(), others().stream());
  }

  private static List<NetworkSpec> others() {
    NetworkBuilder network =
        NetworkSpec.builder()
            .inputSize(3)
            .cell(CellType.LSTM)
            .hiddenSize(5)
            .numLayers(3)
            .bidirectional(true)
            .outputSize(4);
    List<NetworkSpec> specs = new ArrayList<>();
    specs.add(network.readout(Readout.LAST_STEP).build());
    specs.add(network.learnedInitialState(true).build());
    network.cell(CellType.GRU).convLayers(List.of(new ConvolutionSpec(4, 3, 2)));
    for (PoolingType pooling : PoolingType.values()) {
      specs.add(network.pooling(pooling).build());
    }
    return specs;
  }

  @ParameterizedTest
  @MethodSource("networks")
  void windowsOfStepsGiveTheOutputsOfTheWhole(NetworkSpec spec) {
    Network network = new Network(spec);
    float[] w = Cases.parameters(network.layout().size(), 5);
    for (int i = 0; i < w.length; i++) {
      w[i] *= 0.2f; // otherwise a relu would grow without bound over so many steps
    }
    PackedBatch batch = Cases.packed(Cases.block(spec, Cases.sequences(spec, 3, LENGTHS)));
    Network.Workspace ws = network.newWorkspace();
    boolean each = spec.readout() == Readout.EACH_STEP;
    int size = (each ? batch.rows() : batch.sequences()) * spec.outputSize();
    float[] whole = Arrays.copyOf(network.outputs(w, batch, ws, Pass.PLAIN), size);
    float[] windows = Arrays.copyOf(network.outputs(w, batch, ws), size);
    assertArrayEquals(whole, windows, 0f);
    assertTrue(Float.isFinite(whole[0]));
    double loss = network.gradient(w, batch, ws, network.newGradient());
    network.outputs(w, batch, ws);
    assertEquals(loss, network.gradient(w, batch, ws, network.newGradient()), "buffers are apart");
  }
}
