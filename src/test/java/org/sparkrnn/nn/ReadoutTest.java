package org.sparkrnn.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.Readout;
import org.sparkrnn.nn.output.HeadType;
import org.sparkrnn.nn.output.Loss;
import org.sparkrnn.nn.output.LossType;
import org.sparkrnn.nn.output.PoolingType;
import org.sparkrnn.nn.sequence.Activation;
import org.sparkrnn.nn.sequence.CellType;
import org.sparkrnn.testkit.Cases;
import org.sparkrnn.testkit.Networks;
import org.sparkrnn.testkit.twin.PlainNetwork;

/** Outputs at each step and at the last step, also for empty sequences. */
class ReadoutTest {
  static List<NetworkSpec> outputs() {
    List<NetworkSpec> specs = new ArrayList<>(Cases.heads());
    specs.addAll(Cases.poolings());
    return specs;
  }

  private static NetworkBuilder network() {
    return NetworkSpec.builder()
        .inputSize(3)
        .cell(CellType.LSTM)
        .hiddenSize(4)
        .bidirectional(true)
        .outputSize(3);
  }

  private static double[] exact(float[] w) {
    double[] exact = new double[w.length];
    for (int i = 0; i < w.length; i++) {
      exact[i] = w[i];
    }
    return exact;
  }

  @ParameterizedTest
  @MethodSource("outputs")
  void outputsAreThoseOfTheReadableTwin(NetworkSpec spec) {
    Network network = new Network(spec);
    float[] w = Cases.parameters(network.layout().size(), 3);
    PlainNetwork plain = new PlainNetwork(spec, network.layout(), exact(w));
    Network.Workspace workspace = network.newWorkspace();
    network.outputs(w, batch(spec, 8, 9, 7), workspace); // makes buffers larger than needed
    PackedBatch batch = batch(spec, 4, 1, 0, 6, 2, 0);
    float[] p = network.outputs(w, batch, workspace);
    ParamLayout.Block c = network.layout().block("output.bias");
    int K = spec.outputSize();
    for (int b = 0; b < batch.sequences(); b++) {
      double[][] expected = plain.outputs(plain.inputs(batch, b));
      for (int t = 0; t < expected.length; t++) {
        for (int k = 0; k < K; k++) {
          assertEquals(expected[t][k], p[batch.row(b, t) * K + k], 1e-5);
        }
      }
      if (expected.length == 0 && spec.readout() == Readout.LAST_STEP) {
        float[] ofZero = new float[K];
        System.arraycopy(w, c.offset(), ofZero, 0, K);
        Networks.output(spec).head().create(K, Networks.output(spec).loss()).outputs(ofZero, 1);
        for (int k = 0; k < K; k++) {
          assertEquals(ofZero[k], p[b * K + k], 1e-6);
        }
      }
    }
  }

  private static PackedBatch batch(NetworkSpec spec, int... lengths) {
    return Cases.packed(Cases.block(spec, Cases.sequences(spec, 1, lengths)));
  }

  @Test
  void emptySequencesAloneHaveOutputsButNoLossNorGradient() {
    List<NetworkSpec> specs = Cases.losses(network().readout(Readout.LAST_STEP));
    for (PoolingType pooling : PoolingType.values()) {
      specs.add(network().readout(Readout.LAST_STEP).pooling(pooling).build());
    }
    for (NetworkSpec spec : specs) {
      Network network = new Network(spec);
      float[] w = Cases.parameters(network.layout().size(), 3);
      PackedBatch batch = batch(spec, 0, 0);
      Network.Workspace workspace = network.newWorkspace();
      Gradient gradient = network.newGradient();
      assertEquals(0, network.gradient(w, batch, workspace, gradient));
      assertEquals(0, network.weight(batch, network.newWorkspace()));
      assertEquals(0, network.evaluate(w, batch, workspace).steps());
      for (float g : gradient.flat()) {
        assertEquals(0, g);
      }
      float[] p = network.outputs(w, batch, workspace);
      assertEquals(p[0], p[3]);
      assertTrue(p.length >= 6);
    }
  }

  /** Training and evaluation have the same loss if only the weights of rows change it. */
  @Test
  void evaluationHasTheLossOfTheGradient() {
    for (Readout readout : Readout.values()) {
      for (NetworkSpec spec : Cases.losses(network().readout(readout))) {
        Network network = new Network(spec);
        float[] w = Cases.parameters(network.layout().size(), 3);
        List<EncodedSequence> sequences =
            Cases.weighted(Cases.sequences(spec, 2, 4, 1, 0, 6, 2, 5));
        PackedBatch batch = Cases.packed(Cases.block(spec, sequences));
        Network.Workspace workspace = network.newWorkspace();
        double loss = network.gradient(w, batch, workspace, network.newGradient());
        Evaluation evaluation = network.evaluate(w, batch, workspace);
        assertEquals(readout == Readout.EACH_STEP ? 18 : 5, evaluation.steps());
        double mean = loss / network.weight(batch, network.newWorkspace());
        if (Networks.output(spec).head() == HeadType.SOFTMAX
            && !Networks.output(spec).loss().equals(Loss.DEFAULT)) {
          assertNotEquals(mean, evaluation.meanLoss(), 1e-4);
        } else {
          assertEquals(mean, evaluation.meanLoss(), 1e-6 * Math.abs(mean));
        }
      }
    }
  }

  @Test
  void targetsOfAnotherKindAreRefused() {
    NetworkSpec each = network().build();
    NetworkSpec last = network().readout(Readout.LAST_STEP).build();
    NetworkSpec reals = network().head(HeadType.IDENTITY).outputSize(2).build();
    refused("needs a class per step, but the batch has a class per sequence", each, last);
    refused("needs a class per sequence, but the batch has a vector of 2 per step", last, reals);
    refused("needs a vector of 2 per step, but the batch has a class per step", reals, each);
  }

  private static void refused(String part, NetworkSpec spec, NetworkSpec other) {
    Network network = new Network(spec);
    float[] w = Cases.parameters(network.layout().size(), 3);
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    network.gradient(
                        w, batch(other, 2), network.newWorkspace(), network.newGradient()))
            .getMessage();
    assertTrue(message.contains(part), message);
  }

  @Test
  void equalityOfSpecsCoversEveryChoice() {
    NetworkSpec spec = network().vocabularySize(7).build();
    assertEquals(spec, Networks.like(spec).build());
    assertEquals(spec.hashCode(), Networks.like(spec).build().hashCode());
    List<NetworkSpec> others =
        List.of(
            Networks.like(spec).vocabularySize(8).build(),
            Networks.like(spec).inputSize(4).build(),
            Networks.like(spec).cell(CellType.GRU).build(),
            Networks.like(spec).activation(Activation.RELU).build(),
            Networks.like(spec).hiddenSize(5).build(),
            Networks.like(spec).numLayers(2).build(),
            Networks.like(spec).bidirectional(false).build(),
            Networks.like(spec).head(HeadType.SIGMOID).build(),
            Networks.like(spec).readout(Readout.LAST_STEP).build(),
            Networks.like(spec).readout(Readout.LAST_STEP).pooling(PoolingType.MAX).build(),
            Networks.like(spec).readout(Readout.LAST_STEP).pooling(PoolingType.MEAN).build(),
            Networks.like(spec).loss(Loss.ofClasses(null, 0.1)).build(),
            Networks.like(spec).loss(Loss.ofClasses(new float[] {1, 2, 3}, 0)).build(),
            Networks.like(spec).outputSize(2).build());
    for (NetworkSpec other : others) {
      assertNotEquals(spec, other);
      assertEquals(other, Networks.like(other).build());
    }
    assertEquals(Loss.ofClasses(new float[] {1, 2}, 0.1), Loss.ofClasses(new float[] {1, 2}, 0.1));
    assertNotEquals(Loss.ofReals(LossType.HUBER, 1), Loss.ofReals(LossType.HUBER, 2));
    assertThrows(IllegalArgumentException.class, () -> Networks.like(spec).hiddenSize(0).build());
  }
}
