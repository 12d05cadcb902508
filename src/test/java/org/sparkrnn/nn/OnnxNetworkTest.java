package org.sparkrnn.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.LabelScheme;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.SpanTags;
import org.sparkrnn.nn.onnx.OnnxGraph;
import org.sparkrnn.nn.output.CrfOutputSpec;
import org.sparkrnn.nn.output.CtcOutputSpec;
import org.sparkrnn.nn.output.LinearOutputSpec;
import org.sparkrnn.nn.sequence.Cell;
import org.sparkrnn.nn.sequence.CellType;
import org.sparkrnn.nn.sequence.ConvolutionSpec;
import org.sparkrnn.testkit.Cases;
import org.sparkrnn.testkit.OnnxRun;

/**
 * onnxruntime computes the same outputs as the network, for networks of every shape and ragged
 * batches.
 */
class OnnxNetworkTest {
  private static final int[][] BATCHES = {{5}, {1}, {9, 4}, {3, 7}, {6, 1, 2, 0, 11, 6, 3}, {0, 2}};

  static List<NetworkSpec> networks() {
    List<NetworkSpec> specs = new ArrayList<>(Cases.networks());
    specs.addAll(Cases.heads());
    specs.addAll(Cases.poolings());
    specs.addAll(Cases.characters());
    specs.addAll(FrontEndTest.networks());
    specs.removeIf(spec -> !(spec.output() instanceof LinearOutputSpec));
    return specs;
  }

  @ParameterizedTest
  @MethodSource("networks")
  void onnxruntimeGivesWhatTheNetworkGives(NetworkSpec spec) {
    Network network = new Network(spec);
    float[] w = Cases.parameters(network.layout().size(), 11);
    try (OnnxRun onnx = new OnnxRun(OnnxNetwork.graph(spec, w, null))) {
      for (int[] lengths : BATCHES) {
        List<EncodedSequence> sequences = Cases.sequences(spec, 7, lengths);
        for (int padding : new int[] {0, 3}) {
          Map<String, OnnxRun.Output> outputs = onnx.run(sequences, padding);
          assertEquals(List.of("output"), List.copyOf(outputs.keySet()));
          assertAlike(spec, expected(network, w, sequences), sequences, outputs.get("output"));
        }
      }
    }
  }

  /** [K] per step or per sequence, in the given order. */
  private static float[][] expected(Network network, float[] w, List<EncodedSequence> sequences) {
    NetworkSpec spec = network.spec();
    int K = spec.outputSize();
    PackedBatch batch = Cases.packed(Cases.block(spec, sequences));
    float[] p = network.outputs(w, batch, network.newWorkspace());
    float[][] expected = new float[sequences.size()][];
    for (int b = 0; b < sequences.size(); b++) {
      int i = batch.position(b);
      boolean each = spec.readout() == Readout.EACH_STEP;
      int T = each ? sequences.get(i).length() : 1;
      expected[i] = new float[T * K];
      for (int t = 0; t < T; t++) {
        System.arraycopy(p, (each ? batch.row(b, t) : b) * K, expected[i], t * K, K);
      }
    }
    return expected;
  }

  private static void assertAlike(
      NetworkSpec spec, float[][] expected, List<EncodedSequence> given, OnnxRun.Output found) {
    int size = found.values().length / given.size(); // values per sequence, including padding
    boolean each = spec.readout() == Readout.EACH_STEP;
    assertEquals(each ? 3 : 2, found.shape().length);
    assertEquals(given.size(), found.shape()[0]);
    for (int b = 0; b < given.size(); b++) {
      for (int i = 0; i < size; i++) {
        double one = i < expected[b].length ? expected[b][i] : 0; // zeros after the end
        double allowed = 1e-5 * Math.max(1, Math.abs(one));
        assertEquals(one, found.values()[b * size + i], allowed, "sequence " + b + ", " + i);
      }
    }
  }

  @Test
  void inputsAndOutputsAreNamedAndOfSymbolicLengths() {
    NetworkSpec spec = Cases.characters().get(0);
    float[] w = new Network(spec).initialParameters(1);
    try (OnnxRun onnx = new OnnxRun(OnnxNetwork.graph(spec, w, null))) {
      assertEquals(
          Map.of(
              "tokens", "INT64[-1, -1]",
              "features", "FLOAT[-1, -1, 2]",
              "characters", "INT64[-1, -1, -1]",
              "lengths", "INT64[-1]"),
          onnx.inputs());
      assertEquals(Map.of("output", "FLOAT[-1, -1, 4]"), onnx.outputs());
    }
  }

  static List<NetworkSpec> transcribers() {
    NetworkBuilder small =
        NetworkSpec.builder()
            .vocabularySize(9)
            .inputSize(3)
            .cell(CellType.GRU)
            .hiddenSize(4)
            .bidirectional(true)
            .outputSize(2)
            .output(CtcOutputSpec::new);
    List<NetworkSpec> specs = new ArrayList<>(List.of(small.build(), small.upsample(3).build()));
    specs.add(small.convLayers(ConvolutionSpec.parse("5x3x2,4x2x3")).build());
    specs.add(small.upsample(1).build());
    return specs;
  }

  /** Steps that come out of strides and repetitions have their own lengths. */
  @ParameterizedTest
  @MethodSource("transcribers")
  void aTranscriberGivesProbabilitiesOfItsOwnSteps(NetworkSpec spec) {
    Network network = new Network(spec);
    int K = spec.outputSize();
    float[] w = Cases.parameters(network.layout().size(), 5);
    try (OnnxRun onnx = new OnnxRun(OnnxNetwork.graph(spec, w, null))) {
      for (int[] lengths : BATCHES) {
        List<EncodedSequence> sequences = Cases.sequences(spec, 7, lengths);
        PackedBatch given = Cases.packed(Cases.block(spec, sequences));
        Map<Integer, double[]> expected = new TreeMap<>();
        network.logProbabilities(
            w,
            given,
            network.newWorkspace(),
            (b, steps, logP) ->
                expected.put(
                    given.position(b), Arrays.stream(logP, 0, steps * K).map(Math::exp).toArray()));
        Map<String, OnnxRun.Output> outputs = onnx.run(sequences, 2);
        double[] found = outputs.get("output").values();
        int padded = found.length / lengths.length;
        for (int b = 0; b < lengths.length; b++) {
          double[] p = Arrays.copyOf(expected.getOrDefault(b, new double[0]), padded);
          assertArrayEquals(p, Arrays.copyOfRange(found, b * padded, (b + 1) * padded), 1e-5);
          long steps = spec.outputSteps(lengths[b]);
          boolean same = spec.outputSteps(6) == 6;
          assertEquals(same, !outputs.containsKey("output_lengths"));
          assertEquals(steps, same ? lengths[b] : outputs.get("output_lengths").values()[b]);
        }
      }
    }
  }

  static List<NetworkSpec> crfs() {
    List<NetworkSpec> specs = new ArrayList<>(Cases.crfs());
    specs.add(
        NetworkSpec.builder()
            .vocabularySize(9)
            .inputSize(3)
            .cell(CellType.LSTM)
            .hiddenSize(5)
            .bidirectional(true)
            .outputSize(5)
            .output(K -> new CrfOutputSpec(K, SpanTags.of("bio", "O B-0 I-0 B-1 I-1")))
            .build());
    return specs;
  }

  /** Decoding by the outputs of the file finds the same labels as the network. */
  @ParameterizedTest
  @MethodSource("crfs")
  void aCrfIsEmissionsAndTransitions(NetworkSpec spec) {
    Network network = new Network(spec);
    float[] w = Cases.parameters(network.layout().size(), 5);
    List<EncodedSequence> sequences = Cases.sequences(spec, 7, 6, 1, 2, 0, 11, 6, 3);
    PackedBatch batch = Cases.packed(Cases.block(spec, sequences));
    int[] labels = network.decode(w, batch, network.newWorkspace(), null);
    try (OnnxRun onnx = new OnnxRun(OnnxNetwork.graph(spec, w, null))) {
      Map<String, OnnxRun.Output> outputs = onnx.run(sequences, 2);
      for (int b = 0; b < batch.rows(Readout.LAST_STEP); b++) {
        int[] expected = new int[batch.length(b)];
        for (int t = 0; t < expected.length; t++) {
          expected[t] = labels[batch.row(b, t)];
        }
        assertArrayEquals(expected, OnnxRun.best(outputs, batch.position(b), expected.length));
      }
    }
  }

  @Test
  void theSchemeOfACrfIsAmongItsOutputs() {
    List<NetworkSpec> specs = crfs();
    NetworkSpec spec = specs.get(specs.size() - 1);
    SpanTags tags = ((CrfOutputSpec) spec.output()).tags();
    assertEquals(LabelScheme.of("bio"), tags.scheme());
    float[] w = new Network(spec).initialParameters(1);
    try (OnnxRun onnx = new OnnxRun(OnnxNetwork.graph(spec, w, null))) {
      assertEquals(
          Map.of(
              "emissions", "FLOAT[-1, -1, 5]",
              "transitions", "FLOAT[5, 5]",
              "start_transitions", "FLOAT[5]",
              "end_transitions", "FLOAT[5]",
              "allowed_transitions", "BOOL[5, 5]",
              "allowed_starts", "BOOL[5]",
              "allowed_ends", "BOOL[5]"),
          onnx.outputs());
      double[] starts = onnx.run(Cases.sequences(spec, 7, 2), 0).get("allowed_starts").values();
      assertArrayEquals(new double[] {1, 1, 0, 1, 0}, starts);
    }
  }

  /** A module without ONNX support is refused, and the message names it. */
  @Test
  void whatHasNoFormIsRefusedByName() {
    Cell cell = new SilentCell();
    String message = assertThrows(InvalidInputException.class, () -> cell.onnx(null)).getMessage();
    assertEquals(
        "SilentCell, a part of this model, cannot be exported to ONNX; export a model without it",
        message);
    assertTrue(OnnxGraph.OPSET == 17);
  }

  @Test
  void severalOutputsHaveNoFormYet() {
    NetworkSpec spec = Cases.joints().get(0);
    float[] w = new float[new Network(spec).layout().size()];
    assertEquals(
        "a joint output (several labelCols), a part of this model, cannot be exported to ONNX; export a model without it",
        assertThrows(InvalidInputException.class, () -> OnnxNetwork.graph(spec, w, null))
            .getMessage());
  }
}
