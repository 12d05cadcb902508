package org.sparkrnn.nn.output;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.Readout;
import org.sparkrnn.nn.Gradient;
import org.sparkrnn.nn.ModuleContext;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.RecurrentState;
import org.sparkrnn.nn.sequence.CellType;
import org.sparkrnn.testkit.Cases;
import org.sparkrnn.testkit.Networks;

/** The values that one output per sequence reads, for hand-made states. */
class PoolingTest {
  private static final float NAN = Float.NaN;

  private static NetworkSpec spec(PoolingType pooling, boolean bidirectional) {
    return NetworkSpec.builder()
        .inputSize(1)
        .cell(CellType.GRU)
        .hiddenSize(bidirectional ? 1 : 2)
        .bidirectional(bidirectional)
        .outputSize(2)
        .readout(Readout.LAST_STEP)
        .pooling(pooling)
        .build();
  }

  private static PackedBatch batch(int... lengths) {
    NetworkSpec spec = spec(PoolingType.LAST, false);
    return Cases.packed(Cases.block(spec, Cases.sequences(spec, 1, lengths)));
  }

  /** A pooling of states of two values. */
  private static Pooling pooling(PoolingType type, boolean bidirectional) {
    return type.create(new ModuleContext(spec(type, bidirectional)), 2);
  }

  /** Two sequences of 3 and 1 steps, and an empty one: rows of step 1, then 2, then 3. */
  private static final float[] STATES = {1, -4, 7, 8, 5, -4, 3, -1};

  @Test
  void ofAReverseScanTheFirstStepIsTheLast() {
    PackedBatch batch = batch(3, 1, 0);
    assertRows(pooling(PoolingType.LAST, false), batch, 3, -1, 7, 8, 0, 0);
    assertRows(pooling(PoolingType.LAST, true), batch, 3, -4, 7, 8, 0, 0);
  }

  @Test
  void theMeanAndTheLargestAreOfAllSteps() {
    PackedBatch batch = batch(3, 1, 0);
    assertRows(pooling(PoolingType.MEAN, false), batch, 3, -3, 7, 8, 0, 0);
    assertRows(pooling(PoolingType.MAX, false), batch, 5, -1, 7, 8, 0, 0);
  }

  private static void assertRows(Pooling pooling, PackedBatch batch, float... expected) {
    for (boolean alike : new boolean[] {false, true}) {
      float[] s = pooling.forward(new float[0], STATES, batch, alike);
      assertArrayEquals(expected, Arrays.copyOf(s, expected.length));
    }
  }

  @Test
  void theGradientOfTheLargestGoesToTheFirstStepThatHasIt() {
    PackedBatch batch = batch(3, 1, 0);
    float[] h = {1, -1, 7, 8, 1, -4, 1, -1};
    Pooling pooling = pooling(PoolingType.MAX, false);
    pooling.forward(new float[0], h, batch, false);
    float[] dS = {2, 3, 4, 5, NAN, NAN};
    float[] dH = pooling.backward(new float[0], h, batch, dS, null);
    assertArrayEquals(new float[] {2, 3, 4, 5, 0, 0, 0, 0}, Arrays.copyOf(dH, 8));
  }

  /** Otherwise a failed training would continue unnoticed. */
  @ParameterizedTest
  @EnumSource(value = PoolingType.class, mode = EnumSource.Mode.EXCLUDE, names = "LAST")
  void whatIsNotANumberIsSeen(PoolingType type) {
    PackedBatch batch = batch(3, 3);
    for (int step = 0; step < 3; step++) {
      float[] h = new float[12];
      h[4 * step] = NAN;
      float[] s =
          pooling(type, false).forward(new float[] {1, 1, 1, 1, 0, 0, 1, 1}, h, batch, true);
      assertTrue(Float.isNaN(s[0]), "step " + step);
      int P = type.pooledWidth(2);
      for (int j = P; j < 2 * P; j++) {
        assertFalse(Float.isNaN(s[j]), "another sequence");
      }
    }
  }

  /** W = (2 0; 0 1), b = 0, u = (1, -1): e = tanh(2 h_1) - tanh(h_2). */
  @Test
  void attentionWeighsTheSteps() {
    float[] w = {2, 0, 0, 1, 0, 0, 1, -1};
    PackedBatch batch = batch(2, 0);
    float[] h = {0.5f, 0, 0, 0.25f};
    float[] s = pooling(PoolingType.ATTENTION, false).forward(w, h, batch, true);
    double[] e = {Math.exp(Math.tanh(1)), Math.exp(-Math.tanh(0.25))};
    assertEquals(0.5 * e[0] / (e[0] + e[1]), s[0], 1e-6);
    assertEquals(0.25 * e[1] / (e[0] + e[1]), s[1], 1e-6);
    assertEquals(0, s[2]);
    assertEquals(0, s[3]);
    float[] weights = pooling(PoolingType.ATTENTION, false).attention(w, h, batch);
    assertEquals(2, weights.length);
    assertEquals(e[0] / (e[0] + e[1]), weights[0], 1e-6);
    assertEquals(e[1] / (e[0] + e[1]), weights[1], 1e-6);
    assertThrows(
        UnsupportedOperationException.class,
        () -> pooling(PoolingType.MEAN, false).attention(w, h, batch));
  }

  /** For scores of any size and any number of steps. */
  @Test
  void attentionOfManyStepsIsOneOfManyBlocks() {
    int steps = (1 << 20) / 2 + 77; // more than the rows of a block
    PackedBatch batch = batch(steps);
    float[] h = Cases.parameters(2 * steps, 5);
    float[] w = {0.7f, -2, 3, 0.1f, 0.2f, 0.3f, 500, -400};
    Pooling pooling = pooling(PoolingType.ATTENTION, false);
    float[] whole = Arrays.copyOf(pooling.forward(w, h, batch, false), 2);
    Gradient g = Gradient.ofDense(new float[8]);
    float[] dH = pooling.backward(w, h, batch, new float[] {1, 1}, g);
    assertTrue(Float.isFinite(dH[2 * steps - 1]) && Float.isFinite(g.dense()[7]));
    float[] blocks = pooling.forward(w, h, batch, true);
    assertArrayEquals(whole, Arrays.copyOf(blocks, 2), 1e-3f);
  }

  @Test
  void ofNothingButEmptySequencesAllReadZeros() {
    for (PoolingType type : PoolingType.values()) {
      float[] s = pooling(type, false).forward(new float[8], new float[0], batch(0, 0), true);
      assertArrayEquals(new float[4], Arrays.copyOf(s, 4), type.paramValue());
    }
  }

  /** A chunk's last state does not show the steps of earlier chunks. */
  @Test
  void aStateIsCarriedOnToTheLastStepAlone() {
    for (PoolingType type : PoolingType.values()) {
      NetworkSpec spec = spec(type, false);
      assertEquals(type == PoolingType.LAST, spec.carriesState());
    }
    String message =
        assertThrows(
                InvalidInputException.class,
                () -> new RecurrentState(spec(PoolingType.MAX, false), 1))
            .getMessage();
    assertTrue(message.contains("reads all steps of a sequence (pooling max)"), message);
  }

  @Test
  void outputsOfStepsPoolNothing() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    Networks.like(spec(PoolingType.MEAN, false)).readout(Readout.EACH_STEP).build())
            .getMessage();
    assertTrue(message.startsWith("the pooling is mean, but the network has an output"), message);
  }

  /** Models were saved without a choice before there was one. */
  @Test
  void whereNoneIsSavedItIsTheLastStep() {
    NetworkSpec last = spec(PoolingType.LAST, true);
    assertFalse(last.output().choices().containsKey("pooling"));
    NetworkSpec mean = NetworkSpec.ofMap("test", spec(PoolingType.MEAN, true).toMap());
    assertEquals(PoolingType.MEAN, Networks.output(mean).pooling());
    assertFalse(last.isLike(mean));
    Map<String, Object> unknown = new HashMap<>(last.toMap());
    Map<String, Object> output = new HashMap<>(last.output().choices());
    output.put("module", LinearOutputSpec.KIND);
    output.put("pooling", "median");
    unknown.put("output", output);
    String message =
        assertThrows(InvalidInputException.class, () -> NetworkSpec.ofMap("test", unknown))
            .getMessage();
    assertTrue(message.contains("pooling=median; expected one of last, mean, max"), message);
  }
}
