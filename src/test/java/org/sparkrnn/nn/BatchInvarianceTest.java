package org.sparkrnn.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.Readout;
import org.sparkrnn.nn.output.PoolingType;
import org.sparkrnn.nn.sequence.CellType;
import org.sparkrnn.nn.sequence.ConvolutionSpec;
import org.sparkrnn.testkit.Cases;

/**
 * The output of a sequence is the same bit for bit, whatever else is in its batch: alone, in
 * batches of every size, and piece by piece with a carried state.
 */
class BatchInvarianceTest {
  private static final int[] LENGTHS = {7, 1, 0, 17, 9, 64, 2, 33, 3, 16, 5, 31, 4, 8, 65, 1, 1, 9};
  private static final int[] BATCHES = {2, 3, 4, 5, 7, 8, 9, 16, 17, 18};

  static Stream<NetworkSpec> networks() {
    List<NetworkSpec> specs = new ArrayList<>(Cases.networks());
    specs.addAll(Cases.heads());
    specs.addAll(Cases.poolings());
    specs.addAll(Cases.characters());
    specs.addAll(Cases.crfs());
    specs.addAll(Cases.joints());
    specs.addAll(Cases.ctcs());
    specs.addAll(sizes());
    specs.addAll(parts());
    return specs.stream();
  }

  /** Sizes of hidden units, inputs and outputs around those of vectors, tiles and blocks. */
  private static List<NetworkSpec> sizes() {
    List<NetworkSpec> specs = new ArrayList<>();
    int[] sizes = {1, 2, 3, 4, 7, 8, 9, 15, 16, 17, 31, 33, 48, 64, 65, 127, 130};
    for (int i = 0; i < sizes.length; i++) {
      for (CellType cell : CellType.values()) {
        specs.add(
            NetworkSpec.builder()
                .inputSize(sizes[(5 * i + 3) % sizes.length])
                .cell(cell)
                .hiddenSize(sizes[i])
                .outputSize(sizes[(3 * i + 1) % sizes.length])
                .build());
      }
    }
    NetworkBuilder wide = NetworkSpec.builder().cell(CellType.GRU).hiddenSize(40);
    specs.add(wide.inputSize(1030).outputSize(1100).build());
    specs.add(wide.inputSize(5).hiddenSize(300).outputSize(3).build());
    return specs;
  }

  /** Networks with parts other than recurrent layers. */
  private static List<NetworkSpec> parts() {
    List<NetworkSpec> specs = new ArrayList<>();
    NetworkBuilder network =
        NetworkSpec.builder()
            .inputSize(11)
            .cell(CellType.LSTM)
            .hiddenSize(19)
            .numLayers(2)
            .outputSize(6);
    specs.add(network.learnedInitialState(true).build());
    specs.add(network.bidirectional(true).build());
    specs.add(network.convLayers(ConvolutionSpec.parse("18x3,21x4")).build());
    network.readout(Readout.LAST_STEP);
    specs.add(network.convLayers(ConvolutionSpec.parse("18x3x2,21x5")).build());
    for (PoolingType pooling : PoolingType.values()) {
      specs.add(network.pooling(pooling).build());
    }
    NetworkBuilder tokens =
        NetworkSpec.builder()
            .vocabularySize(40)
            .inputSize(24)
            .cell(CellType.GRU)
            .hiddenSize(24)
            .outputSize(40);
    specs.add(tokens.build());
    specs.add(tokens.tiedEmbeddings(true).build());
    specs.add(tokens.tiedEmbeddings(false).outputSize(9).build());
    specs.add(tokens.layerNorm(true).residual(true).numLayers(2).build());
    specs.add(tokens.readout(Readout.LAST_STEP).cell(CellType.MINGRU).build());
    for (CellType cell : CellType.values()) {
      specs.addAll(FrontEndTest.skipping(cell));
    }
    specs.add(
        NetworkSpec.builder()
            .inputSize(7)
            .cell(CellType.NONE)
            .window(5)
            .hiddenSize(33)
            .outputSize(17)
            .build());
    return specs;
  }

  @ParameterizedTest
  @MethodSource("networks")
  void outputsOfASequenceAreItsOwn(NetworkSpec spec) {
    Network network = new Network(spec);
    float[] w = weights(network);
    List<EncodedSequence> sequences = Cases.sequences(spec, 3, LENGTHS);
    Network.Workspace ws = network.newWorkspace();
    List<float[]> alone = new ArrayList<>();
    for (EncodedSequence sequence : sequences) {
      alone.addAll(outputs(network, w, ws, List.of(sequence), null));
    }
    for (int size : BATCHES) {
      for (Pass pass : new Pass[] {null, Pass.PLAIN}) { // without and with the values for training
        List<EncodedSequence> batch = sequences.subList(sequences.size() - size, sequences.size());
        List<float[]> together = outputs(network, w, ws, batch, pass);
        for (int i = 0; i < size; i++) {
          float[] expected = alone.get(alone.size() - size + i);
          String what = "sequence %d of the last %d, %s".formatted(i, size, spec);
          assertArrayEquals(expected, together.get(i), 0f, what);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void evaluationOfASequenceIsItsOwn(NetworkSpec spec) {
    Network network = new Network(spec);
    float[] w = weights(network);
    List<EncodedSequence> sequences = Cases.sequences(spec, 5, LENGTHS);
    Network.Workspace ws = network.newWorkspace();
    Evaluation alone = network.evaluate(w, packed(spec, sequences.subList(0, 1)), ws);
    List<EncodedSequence> others = new ArrayList<>(); // whose weight is zero
    sequences.forEach(sequence -> others.add(sequence.withWeight(0f)));
    others.set(0, sequences.get(0));
    Evaluation together = network.evaluate(w, packed(spec, others), ws);
    assertEquals(alone.meanLoss(), together.meanLoss(), spec.toString());
    assertEquals(alone.accuracy(), together.accuracy(), spec.toString());
  }

  @ParameterizedTest
  @MethodSource("networks")
  void statesCarriedOnAreThoseOfTheWhole(NetworkSpec spec) {
    boolean carries = spec.carriesState() && spec.readout() == Readout.EACH_STEP;
    if (!carries) {
      return;
    }
    Network network = new Network(spec);
    float[] w = weights(network);
    List<EncodedSequence> sequences = Cases.sequences(spec, 7, LENGTHS);
    Network.Workspace ws = network.newWorkspace();
    float[] together = lastStates(network, w, ws, sequences, 100);
    for (int chunk : new int[] {1, 13}) {
      assertArrayEquals(together, lastStates(network, w, ws, sequences, chunk), 0f);
    }
    int size = together.length / sequences.size();
    for (int i = 0; i < sequences.size(); i++) {
      float[] expected = Arrays.copyOfRange(together, i * size, (i + 1) * size);
      float[] alone = lastStates(network, w, ws, sequences.subList(i, i + 1), 5);
      assertArrayEquals(expected, alone, 0f, "sequence %d, %s".formatted(i, spec));
    }
  }

  private static float[] lastStates(
      Network network,
      float[] w,
      Network.Workspace ws,
      List<EncodedSequence> sequences,
      int chunk) {
    NetworkSpec spec = network.spec();
    RecurrentState state = new RecurrentState(spec, sequences.size());
    for (int from = 0; from < 65; from += chunk) {
      RecurrentState next = new RecurrentState(spec, sequences.size());
      PackedBatch batch = Cases.packed(Cases.block(spec, sequences).steps(from, from + chunk));
      network.evaluate(w, batch, ws, Pass.PLAIN.carrying(state, next));
      state = next;
    }
    return state.toVector();
  }

  /** The outputs by sequence and step. */
  private static List<float[]> outputs(
      Network network,
      float[] w,
      Network.Workspace ws,
      List<EncodedSequence> sequences,
      Pass pass) {
    NetworkSpec spec = network.spec();
    PackedBatch batch = packed(spec, sequences);
    float[] p = pass == null ? network.outputs(w, batch, ws) : network.outputs(w, batch, ws, pass);
    int K = spec.outputSize();
    List<float[]> outputs = new ArrayList<>();
    sequences.forEach(sequence -> outputs.add(null));
    PackedBatch steps = network.steps(ws);
    for (int b = 0; b < batch.sequences(); b++) {
      boolean each = spec.readout() == Readout.EACH_STEP;
      float[] own = new float[(each ? steps.length(b) : 1) * K];
      for (int t = 0; t < own.length / K; t++) {
        int row = each ? steps.row(b, t) : b;
        System.arraycopy(p, row * K, own, t * K, K);
      }
      outputs.set(batch.position(b), own);
    }
    return outputs;
  }

  private static PackedBatch packed(NetworkSpec spec, List<EncodedSequence> sequences) {
    return Cases.packed(Cases.block(spec, sequences));
  }

  private static float[] weights(Network network) {
    float[] w = Cases.parameters(network.layout().size(), 5);
    for (int i = 0; i < w.length; i++) {
      w[i] *= 0.2f;
    }
    return w;
  }
}
