package org.sparkrnn.nn.output;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparkrnn.data.Column;
import org.sparkrnn.data.ColumnSpec;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.PackedColumn;
import org.sparkrnn.data.SequenceBlock;
import org.sparkrnn.data.Targets;
import org.sparkrnn.nn.Evaluation;
import org.sparkrnn.nn.NetworkBuilder;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.sequence.CellType;
import org.sparkrnn.testkit.Cases;

/** Heads on hand-made logits. */
class HeadTest {
  /** Sequences of one step, with rows in the given order. */
  private static PackedColumn packed(float[] weights, Column... each) {
    List<EncodedSequence> sequences = new ArrayList<>();
    for (int i = 0; i < each.length; i++) {
      float weight = weights == null ? 1 : weights[i];
      sequences.add(new EncodedSequence(1, Column.tokens(0), each[i]).withWeight(weight));
    }
    return Cases.packed(SequenceBlock.of(sequences, 0)).column(ColumnSpec.TARGETS);
  }

  private static Column vector(float... values) {
    return Targets.vector(values);
  }

  @Test
  void aSigmoidStaysFiniteAndExactWhereItSaturates() {
    Head head = HeadType.SIGMOID.create(4, Loss.DEFAULT);
    PackedColumn targets = packed(null, vector(1, 0, 1, 0));
    float[] o = {-1000, 1000, 1000, -1000};
    assertEquals(2000, head.lossAndGradient(o, targets, 0, 1), 1e-9);
    assertArrayEquals(new float[] {-1, 1, 0, 0}, o);
    float[] small = {20, 20, -20, -20};
    // log(1 + exp(-20)) is about exp(-20), which 1 - p in float would lose
    double expected = 40 + 4 * Math.log1p(Math.exp(-20));
    assertEquals(expected, head.lossAndGradient(small, targets, 0, 1), 1e-12);
    float[] p = {0, 1000, -1000, 2};
    head.outputs(p, 1);
    assertArrayEquals(new float[] {0.5f, 1, 0, (float) (1 / (1 + Math.exp(-2)))}, p, 1e-7f);
  }

  @Test
  void aWeightedSoftmaxStaysFiniteWhereItSaturates() {
    Head head = HeadType.SOFTMAX.create(3, Loss.ofClasses(new float[] {1, 2, 3}, 0.3));
    float[] o = {5000, 0, -5000};
    // q = 0.1 (1, 2, 3) + 0.7 * 3 at class 2; log p = 0, -5000, -10000
    double loss = head.lossAndGradient(o, packed(null, Targets.label(2)), 0, 1);
    assertEquals(0.2 * 5000 + 2.4 * 10000, loss, 1e-3);
    assertArrayEquals(new float[] {2.7f - 0.1f, -0.2f, -2.4f}, o, 1e-6f);
  }

  @Test
  void huberIsSquaredWithinDeltaAndAbsoluteBeyond() {
    Head head = HeadType.IDENTITY.create(3, Loss.ofReals(LossType.HUBER, 2));
    float[] o = {1, 5, -3};
    double loss = head.lossAndGradient(o, packed(null, vector(0, 1, 1)), 0, 1);
    assertEquals(0.5 + 2 * (4 - 1) + 2 * (4 - 1), loss, 1e-12);
    assertArrayEquals(new float[] {1, 2, -2}, o);
  }

  @Test
  void evaluationsCountWhatTheHeadIsFor() {
    float[] weights = {1, 3};
    PackedColumn classes = packed(weights, Targets.label(0), Targets.label(1));
    Loss shaped = Loss.ofClasses(new float[] {9, 1}, 0.5);
    Evaluation softmax =
        HeadType.SOFTMAX.create(2, shaped).evaluate(new float[] {0, 0, 0, 50}, classes, 0, 2);
    assertEquals(2, softmax.steps());
    assertEquals(1, softmax.accuracy());
    assertEquals(Math.log(2) / 4, softmax.meanLoss(), 1e-7, "neither smoothed nor class-weighted");
    assertTrue(Double.isNaN(softmax.rootMeanSquaredError()));

    PackedColumn labels = packed(weights, vector(1, 1), vector(0, 1));
    Evaluation sigmoid =
        HeadType.SIGMOID.create(2, Loss.DEFAULT).evaluate(new float[] {1, -1, -1, 1}, labels, 0, 2);
    assertEquals(0.75, sigmoid.accuracy(), "of the first row one label is wrong");
    double hit = Math.log1p(Math.exp(-1));
    assertEquals((hit + 1 + hit + 3 * 2 * hit) / 4, sigmoid.meanLoss(), 1e-7);

    PackedColumn reals = packed(weights, vector(1, 2), vector(0, 0));
    Evaluation identity =
        HeadType.IDENTITY
            .create(2, Loss.ofReals(LossType.ABSOLUTE, 1))
            .evaluate(new float[] {4, 2, 1, -1}, reals, 0, 2);
    assertEquals((3 + 3 * 2) / 4.0, identity.meanLoss(), 1e-12);
    assertEquals((1.5 + 3) / 4, identity.meanAbsoluteError(), 1e-12);
    assertEquals(Math.sqrt((4.5 + 3) / 4), identity.rootMeanSquaredError(), 1e-12);
    assertTrue(Double.isNaN(identity.accuracy()));
    assertTrue(Double.isNaN(Evaluation.NONE.meanLoss()));
    assertEquals(identity.meanLoss(), Evaluation.NONE.plus(identity).meanLoss());
  }

  @Test
  void theBetterOutcomeHasMoreHitsForClassesAndLessLossOtherwise() {
    Evaluation accurate = Evaluation.ofLabels(9, 4, 4, 3);
    Evaluation likely = Evaluation.ofLabels(5, 4, 4, 2);
    assertTrue(HeadType.SOFTMAX.criterion().better(accurate, likely));
    assertTrue(HeadType.SOFTMAX.criterion().better(Evaluation.ofLabels(8, 4, 4, 3), accurate));
    assertTrue(HeadType.SIGMOID.criterion().better(likely, accurate));
    Evaluation near = Evaluation.ofReals(1, 4, 4, 9, 9);
    Evaluation far = Evaluation.ofReals(2, 4, 4, 1, 1);
    assertTrue(HeadType.IDENTITY.criterion().better(near, far));
  }

  @Test
  void weightsOfRowsAndClassesMakeTheWeightOfTargets() {
    PackedColumn plain = packed(null, Targets.label(1), Targets.label(1), Targets.label(0));
    PackedColumn weighted =
        packed(new float[] {0.5f, 2, 4}, Targets.label(1), Targets.label(1), Targets.label(0));
    Head classes = HeadType.SOFTMAX.create(2, Loss.ofClasses(new float[] {3, 10}, 0));
    assertEquals(3, HeadType.SOFTMAX.create(2, Loss.DEFAULT).weight(plain));
    assertEquals(6.5, HeadType.SOFTMAX.create(2, Loss.DEFAULT).weight(weighted));
    assertEquals(23, classes.weight(plain));
    assertEquals(37, classes.weight(weighted));
  }

  @Test
  void targetsOutsideTheHeadsRangeAreNamed() {
    Head softmax = HeadType.SOFTMAX.create(2, Loss.DEFAULT);
    refused(
        "label 2 is not one of the 2 classes 0..1",
        () -> softmax.lossAndGradient(new float[2], packed(null, Targets.label(2)), 0, 1));
    Head sigmoid = HeadType.SIGMOID.create(2, Loss.DEFAULT);
    refused(
        "label 1 must be given as 0 or 1, but is 7.0",
        () -> sigmoid.lossAndGradient(new float[2], packed(null, vector(1, 7)), 0, 1));
    refused(
        "label 0 must be given as 0 or 1, but is NaN",
        () -> sigmoid.evaluate(new float[2], packed(null, vector(Float.NaN, 0)), 0, 1));
  }

  @Test
  void lossesThatDoNotSuitTheHeadAreRefused() {
    refused("huberDelta must be positive", () -> Loss.ofReals(LossType.HUBER, 0));
    refused("class 1 must be", () -> Loss.ofClasses(new float[] {1, -1}, 0));
    refused("labelSmoothing must be in [0, 1)", () -> Loss.ofClasses(null, 1));
    NetworkBuilder network =
        NetworkSpec.builder().inputSize(1).cell(CellType.GRU).hiddenSize(1).outputSize(2);
    Loss three = Loss.ofClasses(new float[3], 0);
    refused("3 class weights for 2 classes", () -> network.loss(three).build());
    refused(
        "head SIGMOID does not support this loss",
        () -> network.head(HeadType.SIGMOID).loss(Loss.ofClasses(null, 0.1)).build());
    refused(
        "head SOFTMAX does not support this loss",
        () -> network.head(HeadType.SOFTMAX).loss(Loss.ofReals(LossType.HUBER, 1)).build());
  }

  private static void refused(String part, org.junit.jupiter.api.function.Executable action) {
    String message = assertThrows(IllegalArgumentException.class, action).getMessage();
    assertTrue(message.contains(part), message);
  }
}
