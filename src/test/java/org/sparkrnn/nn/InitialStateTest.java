package org.sparkrnn.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparkrnn.data.Column;
import org.sparkrnn.data.ColumnSpec;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.Targets;
import org.sparkrnn.nn.sequence.CellType;
import org.sparkrnn.testkit.Cases;
import org.sparkrnn.testkit.CentralDifferences;
import org.sparkrnn.testkit.Networks;
import org.sparkrnn.testkit.twin.PlainNetwork;

/** The state before the first step, which is learned or carried from the previous chunk. */
@Execution(ExecutionMode.CONCURRENT)
class InitialStateTest {
  private static final int[] LENGTHS = {4, 1, 0, 6, 2, 4};

  static List<NetworkSpec> learned() {
    return Cases.networks().stream()
        .map(spec -> Networks.like(spec).learnedInitialState(true).build())
        .toList();
  }

  static List<NetworkSpec> carried() {
    List<NetworkSpec> specs = new ArrayList<>(Cases.networks());
    specs.addAll(learned());
    return specs.stream().filter(spec -> spec.directions() == 1).toList();
  }

  @ParameterizedTest
  @MethodSource("learned")
  void aLearnedStateHasItsGradient(NetworkSpec spec) {
    Network network = new Network(spec);
    assertEquals(
        Networks.recurrent(spec).get(0).cell() != CellType.NONE,
        network.layout().blocks().stream().anyMatch(b -> b.name().startsWith("rnn.h0_l0")));
    PackedBatch batch = packed(spec, Cases.sequences(spec, 7, LENGTHS));
    float[] w = Cases.parameters(network.layout().size(), 11);
    Gradient gradient = network.newGradient();
    double loss = network.gradient(w, batch, network.newWorkspace(), gradient);
    assertEquals(loss(network, CentralDifferences.doubles(w), batch, null), loss, 1e-5 * loss);
    CentralDifferences.assertAgree(
        network.layout(), w, gradient.flat(), v -> loss(network, v, batch, null));
  }

  @ParameterizedTest
  @MethodSource("carried")
  void aCarriedStateIsAConstantOfTheGradient(NetworkSpec spec) {
    Network network = new Network(spec);
    PackedBatch batch = packed(spec, Cases.sequences(spec, 7, LENGTHS));
    float[] w = Cases.parameters(network.layout().size(), 11);
    RecurrentState initial = new RecurrentState(spec, LENGTHS.length);
    float[] random = Cases.parameters(initial.values().length, 3);
    for (int i : new int[] {0, 2, 3, 4}) { // 1 and 5 begin in this batch
      if (initial.size() > 0) {
        initial.write(i, 0, random, i * initial.size(), initial.size());
      }
    }
    float[] before = initial.values().clone();
    RecurrentState last = new RecurrentState(spec, LENGTHS.length);
    Gradient gradient = network.newGradient();
    Pass pass = Pass.PLAIN.carrying(initial, last);
    double loss = network.gradient(w, batch, network.newWorkspace(), gradient, pass);
    double[] exact = CentralDifferences.doubles(w);
    assertEquals(loss(network, exact, batch, initial), loss, 1e-5 * loss);
    CentralDifferences.assertAgree(
        network.layout(), w, gradient.flat(), v -> loss(network, v, batch, initial));
    assertArrayEquals(before, initial.values(), "the state before the chunk is only read");

    for (int b = 0; b < batch.sequences(); b++) {
      int i = batch.position(b);
      if (batch.length(b) == 0) {
        assertEquals(initial.begun(i), last.begun(i));
        float[] expected = Arrays.copyOfRange(before, i * last.size(), (i + 1) * last.size());
        assertArrayEquals(
            expected, Arrays.copyOfRange(last.values(), i * last.size(), (i + 1) * last.size()));
        continue;
      }
      PlainNetwork plain = new PlainNetwork(spec, network.layout(), exact);
      assertEquals(Networks.recurrent(spec).get(0).cell() != CellType.NONE, last.begun(i));
      double[][][] expected = plain.from(j -> state(spec, initial, j)).lastState(batch, b);
      double[][][] actual = state(spec, last, i);
      for (int l = 0; l < Networks.recurrent(spec).size(); l++) {
        for (int slot = 0; slot < slots(spec); slot++) {
          assertArrayEquals(expected[l][slot], actual[l][slot], 1e-5);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("carried")
  void oneChunkOfAllStepsGivesTheGradientOfFullBackPropagationBitForBit(NetworkSpec spec) {
    Network network = new Network(spec);
    PackedBatch batch = packed(spec, Cases.sequences(spec, 7, LENGTHS));
    float[] w = Cases.parameters(network.layout().size(), 11);
    Gradient full = network.newGradient();
    double loss = network.gradient(w, batch, network.newWorkspace(), full);
    Gradient truncated = network.newGradient();
    Pass pass =
        Pass.PLAIN.carrying(
            new RecurrentState(spec, LENGTHS.length), new RecurrentState(spec, LENGTHS.length));
    assertEquals(loss, network.gradient(w, batch, network.newWorkspace(), truncated, pass));
    assertArrayEquals(full.flat(), truncated.flat());
  }

  @ParameterizedTest
  @MethodSource("carried")
  void chunksGiveTheOutputsOfOnePass(NetworkSpec spec) {
    Network network = new Network(spec);
    List<EncodedSequence> whole = Cases.sequences(spec, 7, LENGTHS);
    float[] w = Cases.parameters(network.layout().size(), 11);
    Network.Workspace workspace = network.newWorkspace();
    PackedBatch all = packed(spec, whole);
    float[] expected = network.outputs(w, all, workspace).clone();
    Evaluation evaluation = network.evaluate(w, all, workspace);

    RecurrentState state = new RecurrentState(spec, LENGTHS.length);
    Evaluation sum = Evaluation.NONE;
    int K = spec.outputSize();
    for (int from = 0; from < 6; from += 2) {
      PackedBatch chunk = packed(spec, chunks(spec, from, from + 2));
      RecurrentState next = new RecurrentState(spec, LENGTHS.length);
      Pass pass = Pass.PLAIN.carrying(state, next);
      float[] outputs = network.outputs(w, chunk, workspace, pass);
      for (int b = 0; b < chunk.sequences(); b++) {
        for (int t = 0; t < chunk.length(b); t++) {
          int row = all.row(rank(all, chunk.position(b)), from + t);
          assertArrayEquals(
              Arrays.copyOfRange(expected, row * K, (row + 1) * K),
              Arrays.copyOfRange(outputs, chunk.row(b, t) * K, (chunk.row(b, t) + 1) * K),
              1e-6f);
        }
      }
      sum = sum.plus(network.evaluate(w, chunk, workspace, pass));
      state = next;
    }
    assertEquals(evaluation.steps(), sum.steps());
    assertEquals(evaluation.meanLoss(), sum.meanLoss(), 1e-6);
    assertFalse(state.begun(2), "the empty sequence");
    state.reset(3);
    assertFalse(state.begun(3));
  }

  @Test
  void aBatchWithoutStepsLeavesTheStateAsItWas() {
    NetworkSpec spec = carried().get(0);
    Network network = new Network(spec);
    RecurrentState initial = new RecurrentState(spec, 2);
    initial.write(1, 0, Cases.parameters(initial.size(), 3), 0, initial.size());
    RecurrentState last = new RecurrentState(spec, 2);
    PackedBatch none = packed(spec, Cases.sequences(spec, 7, 0, 0));
    float[] w = Cases.parameters(network.layout().size(), 11);
    Pass pass = Pass.PLAIN.carrying(initial, last);
    Network.Workspace ws = network.newWorkspace();
    assertEquals(0, network.gradient(w, none, ws, network.newGradient(), pass));
    assertArrayEquals(initial.values(), last.values());
    assertTrue(last.begun(1) && !last.begun(0));
  }

  @Test
  void whatCannotBeCarriedIsRefused() {
    NetworkSpec spec = carried().get(0);
    NetworkSpec both = Networks.like(spec).cell(CellType.GRU).bidirectional(true).build();
    String message =
        assertThrows(IllegalArgumentException.class, () -> new RecurrentState(both, 2))
            .getMessage();
    assertTrue(message.contains("bidirectional is true"), message);
    RecurrentState three = new RecurrentState(spec, 3);
    assertThrows(IllegalArgumentException.class, () -> Pass.PLAIN.carrying(three, three));
    Network network = new Network(spec);
    PackedBatch two = packed(spec, Cases.sequences(spec, 7, 2, 2));
    Pass pass = Pass.PLAIN.carrying(three, new RecurrentState(spec, 3));
    float[] w = Cases.parameters(network.layout().size(), 11);
    Network.Workspace ws = network.newWorkspace();
    message =
        assertThrows(
                IllegalArgumentException.class,
                () -> network.gradient(w, two, ws, network.newGradient(), pass))
            .getMessage();
    assertTrue(message.startsWith("a state of 3 sequences"), message);
  }

  private static PackedBatch packed(NetworkSpec spec, List<EncodedSequence> sequences) {
    return Cases.packed(Cases.block(spec, sequences));
  }

  /** Steps [from, to) of the sequences of {@link #LENGTHS}. */
  private static List<EncodedSequence> chunks(NetworkSpec spec, int from, int to) {
    PackedBatch all = packed(spec, Cases.sequences(spec, 7, LENGTHS));
    List<EncodedSequence> chunks = new ArrayList<>();
    for (int i = 0; i < LENGTHS.length; i++) {
      int b = rank(all, i);
      int steps = Math.max(0, Math.min(to, LENGTHS[i]) - from);
      int[] tokens = spec.tokenInput() ? new int[steps] : null;
      float[] features = spec.tokenInput() ? null : new float[steps * spec.inputSize()];
      int[] labels = new int[steps];
      for (int t = 0; t < steps; t++) {
        int row = all.row(b, from + t);
        labels[t] = all.column(ColumnSpec.TARGETS).ints()[row];
        if (tokens != null) {
          tokens[t] = all.column(ColumnSpec.TOKENS).ints()[row];
        } else {
          int I = spec.inputSize();
          System.arraycopy(all.column(ColumnSpec.FEATURES).floats(), row * I, features, t * I, I);
        }
      }
      chunks.add(
          new EncodedSequence(
              steps,
              tokens == null ? Column.features(spec.inputSize(), features) : Column.tokens(tokens),
              Targets.labels(labels)));
    }
    return chunks;
  }

  private static int rank(PackedBatch batch, int position) {
    int b = 0;
    while (batch.position(b) != position) {
      b++;
    }
    return b;
  }

  private static int slots(NetworkSpec spec) {
    return Networks.recurrent(spec).get(0).newCell().states().size();
  }

  /** [L][h, c][H] of one sequence, or null if it has not begun. */
  private static double[][][] state(NetworkSpec spec, RecurrentState state, int i) {
    if (state == null || !state.begun(i)) {
      return null;
    }
    double[][][] values =
        new double[Networks.recurrent(spec).size()][2]
            [Networks.recurrent(spec).get(0).hiddenSize()];
    for (int l = 0; l < Networks.recurrent(spec).size(); l++) {
      for (int slot = 0; slot < slots(spec); slot++) {
        float[] row = new float[Networks.recurrent(spec).get(0).hiddenSize()];
        state.read(i, (l * slots(spec) + slot) * row.length, row, 0, row.length);
        values[l][slot] = CentralDifferences.doubles(row);
      }
    }
    return values;
  }

  private static double loss(
      Network network, double[] w, PackedBatch batch, RecurrentState initial) {
    return new PlainNetwork(network.spec(), network.layout(), w)
        .from(i -> state(network.spec(), initial, i))
        .loss(batch);
  }
}
