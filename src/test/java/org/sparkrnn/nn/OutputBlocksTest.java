package org.sparkrnn.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.nn.sequence.CellType;
import org.sparkrnn.testkit.Cases;
import org.sparkrnn.testkit.Networks;

/**
 * With many classes, labels or tokens, rows are computed in blocks, which must not change results.
 */
class OutputBlocksTest {
  private static final NetworkSpec SPEC =
      NetworkSpec.builder()
          .vocabularySize(9)
          .inputSize(3)
          .cell(CellType.GRU)
          .hiddenSize(4)
          .outputSize(20_000)
          .build();

  static List<NetworkSpec> networks() {
    return List.of(
        SPEC, Networks.like(SPEC).vocabularySize(20_000).outputSize(3).bidirectional(true).build());
  }

  @ParameterizedTest
  @MethodSource("networks")
  void lossAndGradientOfSeveralBlocksAreTheSumsOverTheirSequences(NetworkSpec spec) {
    Network network = new Network(spec);
    List<EncodedSequence> sequences = Cases.sequences(spec, 3, 40, 50, 30, 45);
    float[] w = Cases.parameters(network.layout().size(), 5);
    Network.Workspace workspace = network.newWorkspace();
    double loss = 0;
    double[] expected = new double[w.length];
    for (EncodedSequence sequence : sequences) {
      Gradient part = network.newGradient();
      loss += network.gradient(w, packed(spec, List.of(sequence)), workspace, part);
      float[] flat = part.flat();
      for (int i = 0; i < flat.length; i++) {
        expected[i] += flat[i];
      }
    }
    PackedBatch all = packed(spec, sequences);
    assertTrue(all.rows() > 2 * 64, "several blocks");
    Gradient whole = network.newGradient();
    assertEquals(loss, network.gradient(w, all, workspace, whole), 1e-6 * loss);
    assertTrue(Cases.relativeError(expected, whole.flat(), 0) < 1e-5);
    Evaluation evaluation = network.evaluate(w, all, workspace);
    assertEquals(165, evaluation.steps());
    assertEquals(loss / 165, evaluation.meanLoss(), 1e-5);
  }

  private static PackedBatch packed(NetworkSpec spec, List<EncodedSequence> sequences) {
    return Cases.packed(Cases.block(spec, sequences));
  }
}
