package org.sparkrnn.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparkrnn.data.ColumnSpec;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.Targets;
import org.sparkrnn.nn.output.PoolingType;
import org.sparkrnn.nn.sequence.Activation;
import org.sparkrnn.nn.sequence.CellType;
import org.sparkrnn.testkit.Cases;
import org.sparkrnn.testkit.CentralDifferences;
import org.sparkrnn.testkit.Networks;
import org.sparkrnn.testkit.twin.PlainNetwork;

/** The norm of the gradient as a function of the distance from the loss. */
class GradientFlowTest {
  private static final int[] LENGTHS = {4, 1, 0, 6, 2};

  static List<NetworkSpec> outputs() {
    List<NetworkSpec> specs = new ArrayList<>(networks());
    Cases.poolings().stream().filter(s -> !tied(s)).forEach(specs::add);
    return specs;
  }

  /**
   * Without memory the same token has the same state at two steps, where their maximum has a kink.
   */
  private static boolean tied(NetworkSpec spec) {
    PoolingType pooling = Networks.output(spec).pooling();
    return (pooling == PoolingType.MAX || pooling == PoolingType.MEAN_MAX)
        && spec.tokenInput()
        && Networks.recurrent(spec).get(0).cell() == CellType.NONE;
  }

  static List<NetworkSpec> networks() {
    return Cases.networks().stream()
        .filter(
            s ->
                Networks.recurrent(s).get(0).activation() == Activation.TANH
                    && Networks.recurrent(s).get(0).hiddenSize() == 5)
        .map(s -> Networks.like(s).readout(Readout.LAST_STEP).build())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("outputs")
  void normsAgreeWithCentralDifferences(NetworkSpec spec) {
    Network network = new Network(spec);
    float[] w = Cases.parameters(network.layout().size(), 11);
    List<EncodedSequence> sequences = Cases.sequences(spec, 7, LENGTHS);
    double[][] flow =
        network.gradientFlow(w, packed(spec, sequences), network.newWorkspace(), 7).means();
    double[] exact = CentralDifferences.doubles(w);
    for (int l = 0; l < Networks.recurrent(spec).size(); l++) {
      for (int k = 0; k <= 7; k++) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < LENGTHS.length; i++) {
          if (LENGTHS[i] > k) {
            PackedBatch one = packed(spec, sequences.subList(i, i + 1));
            PlainNetwork plain = new PlainNetwork(spec, network.layout(), exact);
            sum +=
                norm(
                    plain,
                    one,
                    l,
                    LENGTHS[i] - 1 - k,
                    Networks.recurrent(spec).get(0).hiddenSize());
            count++;
          }
        }
        assertEquals(sum / count, flow[l][k], 1e-4 * Math.max(1e-2, sum));
      }
    }
    assertTrue(Double.isNaN(flow[0][6]) && Double.isNaN(flow[0][7]), "no sequence is so long");
  }

  private static double norm(PlainNetwork plain, PackedBatch batch, int layer, int t, int H) {
    double squares = 0;
    for (int j = 0; j < H; j++) {
      double above = plain.nudged(layer, t, j, 1e-5).loss(batch);
      double below = plain.nudged(layer, t, j, -1e-5).loss(batch);
      squares += Math.pow((above - below) / 2e-5, 2);
    }
    return Math.sqrt(squares);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void withAnOutputEachStepTheLossOfTheLastOneIsTheSource(NetworkSpec spec) {
    if (spec.directions() == 2) {
      return; // the output of a sequence then reads the reverse half at the first step
    }
    Network last = new Network(spec);
    Network each = new Network(Networks.like(spec).readout(Readout.EACH_STEP).build());
    float[] w = Cases.parameters(last.layout().size(), 11);
    List<EncodedSequence> sequences = Cases.sequences(each.spec(), 7, LENGTHS);
    List<EncodedSequence> ends = new ArrayList<>();
    for (EncodedSequence sequence : sequences) {
      PackedBatch one = packed(spec, List.of(sequence));
      int label = one.rows() == 0 ? 0 : one.column(ColumnSpec.TARGETS).ints()[one.rows() - 1];
      ends.add(sequence.with(Targets.label(label)));
    }
    double[][] expected = last.gradientFlow(w, packed(spec, ends), last.newWorkspace(), 5).means();
    double[][] flow = each.gradientFlow(w, packed(spec, sequences), each.newWorkspace(), 5).means();
    for (int l = 0; l < Networks.recurrent(spec).size(); l++) {
      assertArrayEquals(expected[l], flow[l], 1e-6);
    }
  }

  /** With h_t = max(0, a h_{t-1} + b), every step back multiplies the gradient by a. */
  @Test
  void aScaledIdentityVanishesAndExplodesByItsFactor() {
    NetworkSpec spec =
        NetworkSpec.builder()
            .cell(CellType.ELMAN)
            .activation(Activation.RELU)
            .inputSize(2)
            .hiddenSize(4)
            .outputSize(3)
            .build();
    Network network = new Network(spec);
    PackedBatch batch = packed(spec, Cases.sequences(spec, 7, 12, 12, 12));
    for (float a : new float[] {0.5f, 1f, 1.5f}) {
      float[] w = Cases.parameters(network.layout().size(), 5);
      ParamLayout.Block U = network.layout().block("rnn.weight_ih_l0");
      ParamLayout.Block W = network.layout().block("rnn.weight_hh_l0");
      ParamLayout.Block b = network.layout().block("rnn.bias_ih_l0");
      Arrays.fill(w, U.offset(), U.end(), 0f);
      Arrays.fill(w, W.offset(), W.end(), 0f);
      for (int j = 0; j < 4; j++) {
        w[W.offset() + 5 * j] = a;
        w[b.offset() + j] = 0.1f;
      }
      double[][] flow = network.gradientFlow(w, batch, network.newWorkspace(), 11).means();
      for (int k = 1; k <= 11; k++) {
        assertEquals(Math.pow(a, k), flow[0][k] / flow[0][0], 1e-5 * Math.pow(a, k));
      }
    }
  }

  @Test
  void itLeavesNoTrace() {
    NetworkSpec spec = networks().get(0);
    Network network = new Network(spec);
    PackedBatch batch = packed(spec, Cases.sequences(spec, 7, LENGTHS));
    float[] w = Cases.parameters(network.layout().size(), 11);
    Network.Workspace ws = network.newWorkspace();
    Gradient before = network.newGradient();
    network.gradient(w, batch, ws, before);
    network.gradientFlow(w, batch, ws, 3);
    Gradient after = network.newGradient();
    network.gradient(w, batch, ws, after);
    assertArrayEquals(before.flat(), after.flat());
    PackedBatch none = packed(spec, Cases.sequences(spec, 7, 0));
    assertTrue(Double.isNaN(network.gradientFlow(w, none, ws, 3).mean(0, 0)));
  }

  private static PackedBatch packed(NetworkSpec spec, List<EncodedSequence> sequences) {
    return Cases.packed(Cases.block(spec, sequences));
  }
}
