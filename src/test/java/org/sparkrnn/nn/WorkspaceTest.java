package org.sparkrnn.nn;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.nn.sequence.CellType;
import org.sparkrnn.testkit.AllocatedBytes;
import org.sparkrnn.testkit.Cases;

class WorkspaceTest {
  /**
   * A region of the heap has at least 1 MiB, and the buffers of a scan once took several halves of
   * regions. Most of the counted bytes are vectors, which are objects until code is compiled.
   */
  @Test
  void aSmallNetworkTakesNoRegionsOfTheHeap() {
    NetworkSpec spec =
        NetworkSpec.builder()
            .inputSize(6)
            .cell(CellType.LSTM)
            .hiddenSize(8)
            .numLayers(2)
            .bidirectional(true)
            .outputSize(3)
            .build();
    Network network = new Network(spec);
    float[] w = network.initialParameters(1);
    PackedBatch batch = Cases.packed(Cases.block(spec, Cases.sequences(spec, 1, 9, 5, 7)));
    Runnable work =
        () -> {
          Network.Workspace ws = network.newWorkspace();
          network.gradient(w, batch, ws, network.newGradient());
          network.outputs(w, batch, ws);
        };
    work.run(); // loads classes
    long bytes = AllocatedBytes.of(work);
    assertTrue(bytes < 1 << 20, bytes + " bytes");
  }

  @Test
  void aBatchThatNoArrayHoldsIsTold() {
    InvalidInputException e =
        assertThrows(
            InvalidInputException.class, () -> Buffers.atLeast(new float[0], 1 << 20, 1 << 12));
    assertTrue(e.getMessage().contains("1048576 steps with 4096 values"), e.getMessage());
  }
}
