package org.sparkrnn.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.Targets;
import org.sparkrnn.testkit.Cases;

/** Weights from n-grams straight to the outputs; their gradients are checked in FrontEndTest. */
class DirectConnectionsTest {
  private static final NetworkSpec LAST =
      NetworkSpec.builder()
          .vocabularySize(9)
          .inputSize(3)
          .cell(CellType.LSTM)
          .hiddenSize(4)
          .outputSize(2)
          .head(HeadType.IDENTITY)
          .readout(Readout.LAST_STEP)
          .directOrder(2)
          .directSize(1 << 20) // room for each n-gram by itself
          .build();

  /** By hand with the formulas of make_layer_references.py: saved models depend on the rows. */
  @Test
  void rowsOfNGramsNeverChange() {
    long b = DirectConnections.hash(0, 7);
    long ab = DirectConnections.hash(b, 3);
    long boundary = DirectConnections.hash(ab, -1);
    assertEquals(18261, DirectConnections.bucket(b, 1 << 16));
    assertEquals(47796, DirectConnections.bucket(ab, 1 << 16));
    assertEquals(655801, DirectConnections.bucket(boundary, 1_000_003));
  }

  @Test
  void oneOutputHasTheNGramsOfItsSequenceAndItsBoundaries() {
    Network network = new Network(LAST);
    float[] w = new float[network.layout().size()];
    long b = DirectConnections.hash(0, 7);
    long a = DirectConnections.hash(0, 3);
    List<Long> ngrams =
        List.of(
            a,
            b,
            DirectConnections.hash(a, -1), // the beginning
            DirectConnections.hash(b, 3),
            DirectConnections.hash(DirectConnections.hash(0, -2), 7)); // the end
    double value = 1;
    double sum = 0;
    for (long ngram : ngrams) {
      set(network, w, ngram, value);
      sum += value;
      value *= 2;
    }
    set(network, w, DirectConnections.hash(a, 7), 1000); // 7 3 is not 3 7
    set(network, w, DirectConnections.hash(0, -1), 1000); // boundaries alone say nothing
    set(network, w, DirectConnections.hash(0, -2), 1000);
    PackedBatch batch = batch(LAST, new int[] {3, 7}, new int[] {}, new int[] {3});
    float[] outputs = network.outputs(w, batch, network.newWorkspace());
    float[] expected = {(float) sum, 0, 1 + 4, 0, 0, 0}; // the empty one is last
    assertArrayEquals(expected, Arrays.copyOf(outputs, 6));
  }

  @Test
  void anOutputAtEachStepHasTheNGramsThatEndThere() {
    NetworkSpec spec = LAST.toBuilder().readout(Readout.EACH_STEP).build();
    Network network = new Network(spec);
    float[] w = new float[network.layout().size()];
    long b = DirectConnections.hash(0, 7);
    set(network, w, b, 1);
    set(network, w, DirectConnections.hash(b, 3), 2);
    set(network, w, DirectConnections.hash(b, -1), 4);
    PackedBatch batch = batch(spec, new int[] {7, 3, 7, 7});
    float[] outputs = network.outputs(w, batch, network.newWorkspace());
    assertArrayEquals(new float[] {5, 0, 0, 0, 3, 0, 1, 0}, Arrays.copyOf(outputs, 8));
  }

  @Test
  void trainingBeginsWithoutThem() {
    Network network = new Network(LAST);
    ParamLayout.Block direct = network.layout().block("direct.weight");
    float[] w = network.initialParameters(3);
    for (int i = direct.offset(); i < direct.end(); i++) {
      assertEquals(0, w[i]);
    }
    NetworkSpec without = LAST.toBuilder().directOrder(0).build();
    assertArrayEquals(new Network(without).initialParameters(3), Arrays.copyOf(w, direct.offset()));
  }

  @Test
  void whatHasNoTokensIsRefused() {
    NetworkSpec.Builder dense = LAST.toBuilder().vocabularySize(0);
    String message = assertThrows(InvalidInputException.class, dense::build).getMessage();
    assertTrue(message.startsWith("directOrder is 2, but the inputs are numbers"), message);
    assertThrows(IllegalArgumentException.class, LAST.toBuilder().directSize(0)::build);

    NetworkSpec spec = LAST.toBuilder().readout(Readout.EACH_STEP).build();
    Network network = new Network(spec);
    Pass carrying = Pass.PLAIN.carrying(new RecurrentState(spec, 1), new RecurrentState(spec, 1));
    float[] w = network.initialParameters(3);
    PackedBatch batch = batch(spec, new int[] {7});
    assertThrows(
        IllegalArgumentException.class,
        () -> network.outputs(w, batch, network.newWorkspace(), carrying));
  }

  /** Gives an n-gram this much to the first output. */
  private static void set(Network network, float[] w, long ngram, double value) {
    ParamLayout.Block direct = network.layout().block("direct.weight");
    w[direct.offset() + 2 * DirectConnections.bucket(ngram, direct.rows())] = (float) value;
  }

  private static PackedBatch batch(NetworkSpec spec, int[]... texts) {
    return Cases.packed(
        Cases.block(
            spec,
            Arrays.stream(texts)
                .map(
                    tokens -> {
                      int outputs = spec.readout() == Readout.LAST_STEP ? 1 : tokens.length;
                      float[] zeros = new float[2 * outputs];
                      return new EncodedSequence(
                          tokens.length,
                          tokens,
                          null,
                          spec.readout() == Readout.LAST_STEP
                              ? Targets.vector(zeros)
                              : Targets.vectors(zeros, 2),
                          1f);
                    })
                .toList()));
  }
}
