package org.sparkrnn.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkrnn.data.BatchPlan;
import org.sparkrnn.data.ColumnSpec;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.PackedColumn;
import org.sparkrnn.data.Readout;
import org.sparkrnn.nn.output.PoolingType;
import org.sparkrnn.nn.sequence.Activation;
import org.sparkrnn.nn.sequence.CellType;
import org.sparkrnn.testkit.Cases;
import org.sparkrnn.testkit.CentralDifferences;
import org.sparkrnn.testkit.Networks;
import org.sparkrnn.testkit.twin.PlainNetwork;

/** Dropout of units and weights in training. */
@Execution(ExecutionMode.CONCURRENT)
class DropoutTest {
  private static final int[] LENGTHS = {4, 1, 0, 6, 2, 4};
  private static final NetworkSpec SPEC = Cases.networks().get(2);
  private static final long KEY =
      BatchPlan.key(BatchPlan.stream(17, 2, 3, BatchPlan.Purpose.DROPOUT), 5);

  static List<NetworkSpec> networks() {
    List<NetworkSpec> specs =
        new ArrayList<>(
            Cases.networks().stream()
                .filter(s -> Networks.recurrent(s).get(0).activation() == Activation.TANH)
                .toList());
    NetworkBuilder tokens = Networks.like(specs.get(1)).vocabularySize(9);
    specs.add(tokens.inputSize(5).joinedFeatures(2).build());
    specs.add(tokens.readout(Readout.LAST_STEP).build());
    specs.add(tokens.pooling(PoolingType.ATTENTION).build());
    for (CellType cell : List.of(CellType.LSTM, CellType.MINGRU)) {
      specs.addAll(FrontEndTest.normalized(cell));
      specs.addAll(FrontEndTest.skipping(cell));
    }
    specs.addAll(FrontEndTest.withoutRecurrence());
    return specs;
  }

  @ParameterizedTest
  @MethodSource("networks")
  void theGradientUnderAFixedMaskAgreesWithCentralDifferences(NetworkSpec spec) {
    for (boolean variational : new boolean[] {false, true}) {
      Dropout dropout =
          new Dropout(0.3, 0.4, 0.25, variational)
              .droppingWeights(variational ? 0.4 : 0)
              .droppingStates(0.35);
      Network network = new Network(spec);
      PackedBatch batch = Cases.packed(Cases.block(spec, Cases.sequences(spec, 7, LENGTHS)));
      float[] features = features(batch).clone();
      float[] w = Cases.parameters(network.layout().size(), 11);
      Gradient gradient = network.newGradient();
      Pass pass = Pass.PLAIN.dropping(dropout, KEY);
      double loss = network.gradient(w, batch, network.newWorkspace(), gradient, pass);
      double[] exact = CentralDifferences.doubles(w);
      ToDoubleFunction<double[]> expected =
          v -> loss(network, dropped(v, network, dropout), batch, dropout);
      assertEquals(expected.applyAsDouble(exact), loss, 1e-5 * loss);
      CentralDifferences.assertAgree(network.layout(), w, gradient.flat(), expected);
      assertArrayEquals(features, features(batch), "the batch is only read");
    }
  }

  /** The weights without the recurrent ones that a mini-batch of this key drops. */
  private static double[] dropped(double[] w, Network network, Dropout dropout) {
    double[] used = w.clone();
    long key = Pass.PLAIN.dropping(dropout, KEY).key(-1);
    for (ParamLayout.Block block : network.layout().blocks()) {
      for (int i = 0; block.name().startsWith("rnn.weight_hh_") && i < block.size(); i++) {
        int row = block.offset() + i / block.cols() * block.cols();
        boolean kept =
            Dropout.hash(BatchPlan.key(key, row), i % block.cols())
                >= Dropout.threshold(dropout.weights());
        used[block.offset() + i] *= kept ? 1 / (1 - dropout.weights()) : 0;
      }
    }
    return used;
  }

  @Test
  void asManyRecurrentWeightsAreDroppedAsAskedForAndOthersInEachMiniBatch() {
    NetworkSpec spec =
        Networks.like(networks().get(2)).cell(CellType.LSTM).hiddenSize(60).numLayers(2).build();
    Network network = new Network(spec);
    double[] ones = new double[network.layout().size()];
    Arrays.fill(ones, 1);
    double[] used = dropped(ones, network, Dropout.NONE.droppingWeights(0.25));
    float[] w = new float[ones.length];
    Arrays.fill(w, 1);
    Pass pass = Pass.PLAIN.dropping(Dropout.NONE.droppingWeights(0.25), KEY);
    float[] drawn = new WeightDrop().weights(w, network.layout().recurrentBlocks(), pass).clone();
    int zeros = 0;
    for (int i = 0; i < drawn.length; i++) {
      assertEquals(used[i], drawn[i], 1e-6);
      zeros += drawn[i] == 0 ? 1 : 0;
    }
    long recurrent =
        network.layout().recurrentBlocks().stream().mapToLong(ParamLayout.Block::size).sum();
    assertTrue(recurrent >= 2 * 4 * 60 * 60, recurrent + " recurrent weights");
    assertEquals(0.25, zeros / (double) recurrent, 0.01);
    Pass next = Pass.PLAIN.dropping(Dropout.NONE.droppingWeights(0.25), KEY + 1);
    float[] other = new WeightDrop().weights(w, network.layout().recurrentBlocks(), next);
    assertTrue(!Arrays.equals(drawn, other));
    assertEquals(ones.length, Arrays.stream(ones).sum(), "what was given stays");
  }

  private static float[] features(PackedBatch batch) {
    PackedColumn features = batch.find(ColumnSpec.FEATURES);
    return features == null ? new float[0] : features.floats();
  }

  @Test
  void withoutDropoutNothingChanges() {
    NetworkSpec spec = networks().get(2);
    Network network = new Network(spec);
    PackedBatch batch = Cases.packed(Cases.block(spec, Cases.sequences(spec, 7, LENGTHS)));
    float[] w = Cases.parameters(network.layout().size(), 11);
    Network.Workspace ws = network.newWorkspace();
    Gradient plain = network.newGradient();
    double loss = network.gradient(w, batch, ws, plain);
    Gradient dropped = network.newGradient();
    network.gradient(w, batch, ws, dropped, Pass.PLAIN.dropping(new Dropout(0, 0, 0.5, true), KEY));
    assertTrue(!Arrays.equals(plain.flat(), dropped.flat()));
    Gradient none = network.newGradient();
    assertEquals(
        loss, network.gradient(w, batch, ws, none, Pass.PLAIN.dropping(Dropout.NONE, KEY)));
    assertArrayEquals(plain.flat(), none.flat());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aMaskDependsOnItsKeysAlone(boolean variational) {
    NetworkSpec spec = networks().get(2);
    Dropout dropout = new Dropout(0.3, 0, 0, variational);
    float[] all = mask(dropout, 0.3, KEY, spec, 9, 4, 4, 7);
    PackedBatch four = Cases.packed(Cases.block(spec, Cases.sequences(spec, 1, 9, 4, 4, 7)));
    float[] some = mask(dropout, 0.3, KEY, spec, 2, 4);
    PackedBatch two = Cases.packed(Cases.block(spec, Cases.sequences(spec, 1, 2, 4)));
    for (int t = 0; t < 4; t++) { // sequence 1 is the second longest of four, the longest of two
      int other = four.position(2) == 1 ? 2 : 3;
      int expected = four.row(other, t) * 50;
      int actual = two.row(0, t) * 50;
      assertArrayEquals(
          Arrays.copyOfRange(all, expected, expected + 50),
          Arrays.copyOfRange(some, actual, actual + 50));
      boolean same =
          Arrays.equals(
              Arrays.copyOfRange(some, 0, 50), Arrays.copyOfRange(some, actual, actual + 50));
      assertEquals(variational || t == 0, same);
    }
    assertTrue(!Arrays.equals(some, mask(dropout, 0.3, KEY + 1, spec, 2, 4)));
  }

  /**
   * A cell without recurrent weights drops nothing; masks of other cells differ between sequences.
   */
  @Test
  void statesAreDroppedWhereRecurrentWeightsReadThem() {
    Dropout dropout = Dropout.NONE.droppingStates(0.5);
    Pass pass = Pass.PLAIN.dropping(dropout, KEY);
    for (CellType cell : CellType.values()) {
      NetworkSpec spec = Networks.like(networks().get(2)).cell(cell).hiddenSize(40).build();
      Network network = new Network(spec);
      float[] w = Cases.parameters(network.layout().size(), 11);
      PackedBatch batch = Cases.packed(Cases.block(spec, Cases.sequences(spec, 7, 3, 3)));
      Network.Workspace ws = network.newWorkspace();
      double plain = network.gradient(w, batch, ws, network.newGradient());
      double dropped = network.gradient(w, batch, ws, network.newGradient(), pass);
      boolean recurrent = !network.layout().recurrentBlocks().isEmpty();
      assertEquals(recurrent, plain != dropped, cell.toString());
      double again = network.gradient(w, batch, ws, network.newGradient());
      assertEquals(plain, again, "nothing of a mask is left");
      PackedBatch first = Cases.packed(Cases.block(spec, Cases.sequences(spec, 7, 1, 1)));
      assertEquals(
          network.gradient(w, first, ws, network.newGradient()),
          network.gradient(w, first, ws, network.newGradient(), pass),
          "the state before the first step is zeros");
    }
    PackedBatch batch = Cases.packed(Cases.block(SPEC, Cases.sequences(SPEC, 1, 4, 9, 7)));
    float[] masks = new DropoutMask().ofSequences(0.5, KEY, batch, 50);
    for (int b = 0; b < 3; b++) {
      float[] mask = Arrays.copyOfRange(masks, b * 50, b * 50 + 50);
      for (int j = 0; j < 50; j++) {
        long row = Dropout.stepKey(KEY, batch.position(b), 0);
        assertEquals(Dropout.hash(row, j) < Dropout.threshold(0.5) ? 0f : 2f, mask[j]);
      }
      assertTrue(b == 0 || !Arrays.equals(mask, Arrays.copyOf(masks, 50)));
    }
  }

  @Test
  void asManyUnitsAreDroppedAsAskedForAndTheMeanStays() {
    NetworkSpec spec = networks().get(2);
    for (double p : new double[] {0.05, 0.5, 0.9}) {
      int[] lengths = new int[40];
      Arrays.fill(lengths, 100);
      float[] mask = mask(new Dropout(p, 0, 0, false), p, KEY, spec, lengths); // 200 000 units
      int zeros = 0;
      int both = 0; // counts pairs: neighbours are independent
      double sum = 0;
      for (int i = 0; i < mask.length; i++) {
        zeros += mask[i] == 0 ? 1 : 0;
        both += i > 0 && mask[i] == 0 && mask[i - 1] == 0 ? 1 : 0;
        sum += mask[i];
      }
      assertEquals(p, zeros / (double) mask.length, 0.005);
      assertEquals(p * p, both / (double) mask.length, 0.005);
      assertEquals(1, sum / mask.length, 0.03);
    }
  }

  @Test
  void aShareOutsideZeroToOneIsRefused() {
    for (double p : new double[] {-0.1, 1, Double.NaN}) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> new Dropout(0, p, 0, false))
              .getMessage();
      assertEquals("dropout is " + p + "; expected a fraction of at least 0 and below 1", message);
      message =
          assertThrows(IllegalArgumentException.class, () -> Dropout.NONE.droppingStates(p))
              .getMessage();
      assertEquals(
          "recurrentDropout is " + p + "; expected a fraction of at least 0 and below 1", message);
    }
  }

  /** [N, 50] a mask over random sequences. */
  private static float[] mask(
      Dropout dropout, double p, long key, NetworkSpec spec, int... lengths) {
    PackedBatch batch = Cases.packed(Cases.block(spec, Cases.sequences(spec, 1, lengths)));
    DropoutMask mask = new DropoutMask();
    mask.draw(dropout, p, key, batch, 50);
    float[] ones = new float[batch.rows() * 50];
    Arrays.fill(ones, 1);
    mask.apply(ones, ones);
    return ones;
  }

  private static double loss(Network network, double[] w, PackedBatch batch, Dropout dropout) {
    int top = Math.max(1, Networks.recurrent(network.spec()).size());
    return new PlainNetwork(network.spec(), network.layout(), w)
        .masked(
            (sequence, place, t, unit) -> {
              double p =
                  place < 0
                      ? dropout.states()
                      : place == 0
                          ? dropout.input()
                          : place == top ? dropout.output() : dropout.between();
              long key = BatchPlan.key(KEY, place);
              long row = dropout.rowKey(key, sequence, t);
              return Dropout.hash(row, unit) / (double) (1 << 24) < p ? 0 : 1 / (1 - p);
            })
        .loss(batch);
  }
}
