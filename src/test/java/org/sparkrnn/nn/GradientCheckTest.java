package org.sparkrnn.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.SequenceBlock;
import org.sparkrnn.testkit.Cases;
import org.sparkrnn.testkit.PlainNetwork;

/** BPTT in float32 against central differences, in double, of the readable twin's loss. */
class GradientCheckTest {
  private static final double STEP = 1e-5;
  private static final int[] LENGTHS = {4, 1, 0, 6, 2, 4};

  static List<NetworkSpec> networks() {
    return Cases.networks();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void everyParameterBlockAgreesWithCentralDifferences(NetworkSpec spec) {
    Network network = new Network(spec);
    List<EncodedSequence> sequences = Cases.sequences(spec, 7, LENGTHS);
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
    assertEquals(loss(spec, network, exact, batch), loss, 1e-5 * Math.abs(loss));
    for (ParamLayout.Block parameters : network.layout().blocks()) {
      double[] expected = new double[parameters.size()];
      for (int i = 0; i < expected.length; i++) {
        int at = parameters.offset() + i;
        double value = exact[at];
        exact[at] = value + STEP;
        double above = loss(spec, network, exact, batch);
        exact[at] = value - STEP;
        expected[i] = (above - loss(spec, network, exact, batch)) / (2 * STEP);
        exact[at] = value;
      }
      double error = Cases.relativeError(expected, grad, parameters.offset());
      assertTrue(error < 1e-4, parameters.name() + ": relative error " + error);
    }
  }

  /** The twin's loss over the sequences of a packed batch. */
  private static double loss(NetworkSpec spec, Network network, double[] w, PackedBatch batch) {
    PlainNetwork plain = new PlainNetwork(spec, network.layout(), w);
    double loss = 0;
    for (int b = 0; b < batch.sequences(); b++) {
      int length = 0;
      while (length < batch.maxLength() && b < batch.batchSize(length)) {
        length++;
      }
      int[] tokens = new int[length];
      int[] labels = new int[length];
      double[][] x = new double[length][spec.inputSize()];
      for (int t = 0; t < length; t++) {
        int row = batch.row(b, t);
        labels[t] = batch.labels()[row];
        if (spec.tokenInput()) {
          tokens[t] = batch.tokens()[row];
        } else {
          for (int j = 0; j < spec.inputSize(); j++) {
            x[t][j] = batch.features()[row * spec.inputSize() + j];
          }
        }
      }
      loss += plain.loss(spec.tokenInput() ? plain.embed(tokens) : x, labels);
    }
    return loss;
  }
}
