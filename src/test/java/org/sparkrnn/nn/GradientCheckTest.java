package org.sparkrnn.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.SequenceBlock;
import org.sparkrnn.nn.sequence.CellType;
import org.sparkrnn.testkit.Cases;
import org.sparkrnn.testkit.Networks;
import org.sparkrnn.testkit.twin.PlainNetwork;

/**
 * Compares gradients in float32 with central differences, in double, of the readable twin's loss.
 */
@Execution(ExecutionMode.CONCURRENT)
class GradientCheckTest {
  private static final double STEP = 1e-5;
  private static final int[] LENGTHS = {4, 1, 0, 6, 2, 4};

  static List<NetworkSpec> networks() {
    return Cases.networks();
  }

  static List<NetworkSpec> heads() {
    return Cases.heads();
  }

  static List<NetworkSpec> poolings() {
    return Cases.poolings();
  }

  static List<NetworkSpec> likelihoods() {
    return Cases.likelihoods();
  }

  static List<NetworkSpec> characters() {
    return Cases.characters();
  }

  static List<NetworkSpec> crfs() {
    return Cases.crfs();
  }

  static List<NetworkSpec> joints() {
    return Cases.joints();
  }

  static List<NetworkSpec> ctcs() {
    return Cases.ctcs();
  }

  /** Weights of sequences affect only heads and readouts, so one cell is enough. */
  static List<NetworkSpec> losses() {
    return heads().stream()
        .filter(
            spec ->
                Networks.recurrent(spec).get(0).cell() == CellType.GRU
                    && Networks.recurrent(spec).get(0).bidirectional())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void everyParameterBlockAgreesWithCentralDifferences(NetworkSpec spec) {
    check(spec, Cases.sequences(spec, 7, LENGTHS));
  }

  @ParameterizedTest
  @MethodSource("heads")
  void everyHeadAndReadoutAgreesWithCentralDifferences(NetworkSpec spec) {
    check(spec, Cases.sequences(spec, 7, LENGTHS));
  }

  @ParameterizedTest
  @MethodSource("likelihoods")
  void everyLikelihoodAgreesWithCentralDifferences(NetworkSpec spec) {
    check(spec, Cases.sequences(spec, 7, LENGTHS));
    check(spec, Cases.weighted(Cases.sequences(spec, 8, LENGTHS)));
  }

  @ParameterizedTest
  @MethodSource("characters")
  void theCharactersOfWordsAgreeWithCentralDifferences(NetworkSpec spec) {
    check(spec, Cases.sequences(spec, 9, LENGTHS));
  }

  @ParameterizedTest
  @MethodSource("poolings")
  void everyPoolingAgreesWithCentralDifferences(NetworkSpec spec) {
    check(spec, Cases.weighted(Cases.sequences(spec, 8, LENGTHS)));
  }

  @ParameterizedTest
  @MethodSource("crfs")
  void aCrfAgreesWithCentralDifferences(NetworkSpec spec) {
    check(spec, Cases.sequences(spec, 7, LENGTHS));
    check(spec, Cases.weighted(Cases.sequences(spec, 8, 7, 3, 0, 9, 1)));
  }

  @ParameterizedTest
  @MethodSource("joints")
  void severalOutputsAgreeWithCentralDifferences(NetworkSpec spec) {
    check(spec, Cases.sequences(spec, 7, LENGTHS));
    check(spec, Cases.weighted(Cases.sequences(spec, 8, 7, 3, 0, 9, 1)));
  }

  @ParameterizedTest
  @MethodSource("ctcs")
  void aCtcAgreesWithCentralDifferences(NetworkSpec spec) {
    check(spec, Cases.sequences(spec, 7, LENGTHS));
    check(spec, Cases.weighted(Cases.sequences(spec, 8, 12, 3, 0, 17, 1)));
  }

  @ParameterizedTest
  @MethodSource("losses")
  void weightedSequencesAgreeWithCentralDifferences(NetworkSpec spec) {
    check(spec, Cases.weighted(Cases.sequences(spec, 8, LENGTHS)));
  }

  private static void check(NetworkSpec spec, List<EncodedSequence> sequences) {
    Network network = new Network(spec);
    SequenceBlock block = Cases.block(spec, sequences);
    PackedBatch batch = Cases.packed(block);
    float[] w = Cases.parameters(network.layout().size(), 11);
    Gradient gradient = network.newGradient();
    double loss = network.gradient(w, batch, network.newWorkspace(), gradient);
    float[] grad = gradient.flat();

    double[] exact = new double[w.length];
    for (int i = 0; i < w.length; i++) {
      exact[i] = w[i];
    }
    PlainNetwork plain = new PlainNetwork(spec, network.layout(), exact);
    assertEquals(plain.loss(batch), loss, 1e-5 * Math.abs(loss));
    for (ParamLayout.Block parameters : network.layout().blocks()) {
      double[] expected = new double[parameters.size()];
      for (int i = 0; i < expected.length; i++) {
        int at = parameters.offset() + i;
        double value = exact[at];
        exact[at] = value + STEP;
        double above = plain.loss(batch);
        exact[at] = value - STEP;
        expected[i] = (above - plain.loss(batch)) / (2 * STEP);
        exact[at] = value;
      }
      double error = Cases.relativeError(expected, grad, parameters.offset());
      assertTrue(error < 1e-4, parameters.name() + ": relative error " + error);
    }
  }
}
