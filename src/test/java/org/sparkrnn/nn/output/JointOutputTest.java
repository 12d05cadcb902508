package org.sparkrnn.nn.output;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.Targets;
import org.sparkrnn.nn.Evaluation;
import org.sparkrnn.nn.Gradient;
import org.sparkrnn.nn.Network;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.OutputSpec;
import org.sparkrnn.nn.ParamLayout;
import org.sparkrnn.testkit.Cases;

/** Several outputs on the same layers: results of each alone and together with the others. */
class JointOutputTest {
  private static final int[] LENGTHS = {4, 1, 0, 9, 2, 4};

  static List<NetworkSpec> joints() {
    return Cases.joints();
  }

  /** The network of one of the outputs, and its parameters among those of all. */
  private static Network alone(NetworkSpec spec, int output) {
    OutputSpec part = spec.output().parts().get(output);
    return new Network(new NetworkSpec(spec.inputs(), spec.layers(), part));
  }

  private static float[] parametersOf(Network alone, Network joint, int output, float[] w) {
    float[] own = new float[alone.layout().size()];
    for (ParamLayout.Block block : alone.layout().blocks()) {
      String name = block.name();
      ParamLayout.Block from =
          joint.layout().blocks().stream()
              .filter(
                  b -> b.name().equals(name) || b.name().equals("outputs." + output + "." + name))
              .findFirst()
              .orElseThrow();
      System.arraycopy(w, from.offset(), own, block.offset(), block.size());
    }
    return own;
  }

  @ParameterizedTest
  @MethodSource("joints")
  void eachOutputGivesWhatItWouldGiveAlone(NetworkSpec spec) {
    Network joint = new Network(spec);
    float[] w = Cases.parameters(joint.layout().size(), 5);
    List<EncodedSequence> sequences = Cases.sequences(spec, 3, LENGTHS);
    PackedBatch batch = Cases.packed(Cases.block(spec, sequences));
    Network.Workspace ws = joint.newWorkspace();
    int parts = spec.output().parts().size();
    float[][] given = new float[parts][];
    int[][] classes =
        joint.decodeEach(
            w,
            batch,
            ws,
            i ->
                (row, rows, p) -> {
                  int K = spec.output().parts().get(i).outputSize();
                  given[i] = given[i] == null ? new float[batch.rows() * K] : given[i];
                  System.arraycopy(p, 0, given[i], row * K, rows * K);
                });
    for (int i = 0; i < parts; i++) {
      Network alone = alone(spec, i);
      float[] own = parametersOf(alone, joint, i, w);
      Network.Workspace one = alone.newWorkspace();
      assertArrayEquals(alone.decode(own, batch, one, null), classes[i]);
      float[] expected = alone.outputs(own, batch, one);
      int values = classes[i].length * spec.output().parts().get(i).outputSize();
      assertArrayEquals(Arrays.copyOf(expected, values), Arrays.copyOf(given[i], values));
      int output = i;
      PackedBatch labelled =
          Cases.packed(
              Cases.block(
                  spec,
                  sequences.stream()
                      .map(s -> s.with(s.column(Targets.name(output)).named("targets")))
                      .toList()));
      Evaluation evaluation = joint.evaluate(w, batch, ws, i);
      assertArrayEquals(
          alone.evaluate(own, labelled, one).state(), evaluation.state(), "output " + i);
      if (i == 0) {
        assertArrayEquals(evaluation.state(), joint.evaluate(w, batch, ws).state());
        assertEquals(alone.weight(labelled, one), joint.weight(batch, ws));
      }
    }
  }

  @Test
  void aLabelOfTheSequenceCountsAsOftenAsThereAreSteps() {
    NetworkSpec spec = Cases.joints().get(2); // a crf and a label of the sequence
    Network joint = new Network(spec);
    float[] w = Cases.parameters(joint.layout().size(), 5);
    for (int length : new int[] {1, 2, 7}) {
      PackedBatch batch = Cases.packed(Cases.block(spec, Cases.sequences(spec, length, length, 0)));
      Network.Workspace ws = joint.newWorkspace();
      double steps = joint.evaluate(w, batch, ws, 0).meanLoss();
      double sequence = smoothed(spec, joint, w, batch);
      double loss = joint.gradient(w, batch, ws, joint.newGradient());
      assertEquals(length * (steps + sequence), loss, 1e-4 * loss);
    }
  }

  /** The mean loss of the second output with its smoothed targets, by its own network. */
  private static double smoothed(NetworkSpec spec, Network joint, float[] w, PackedBatch batch) {
    Network alone = alone(spec, 1);
    float[] p = alone.outputs(parametersOf(alone, joint, 1, w), batch, alone.newWorkspace());
    int y = batch.column(Targets.name(1)).ints()[0];
    double loss = 0;
    for (int k = 0; k < 5; k++) {
      loss -= (0.1 / 5 + (k == y ? 0.9 : 0)) * Math.log(p[k]);
    }
    return loss;
  }

  @Test
  void whatIsNoJointOutputIsRefused() {
    OutputSpec steps = new CrfOutputSpec(3);
    assertRefused("expected two or more", List.of(steps));
    OutputSpec joint = new JointOutputSpec(List.of(steps, steps));
    assertRefused("expected each output to give classes", List.of(steps, joint));
    OutputSpec sets =
        new LinearOutputSpec(
            HeadType.SIGMOID, Readout.EACH_STEP, PoolingType.LAST, Loss.DEFAULT, 3, false);
    assertRefused("expected each output to give classes", List.of(sets, steps));
    assertRefused(
        "expected each output to give classes",
        List.of(steps, new CtcOutputSpec(3))); // of alignments
    OutputSpec tied =
        new LinearOutputSpec(
            HeadType.SOFTMAX, Readout.EACH_STEP, PoolingType.LAST, Loss.DEFAULT, 3, true);
    assertRefused("to have its own parameters", List.of(steps, tied));
    assertThrows(InvalidInputException.class, joint::stateSize);
    assertFalse(joint.stepsStandAlone());
    assertTrue(joint.isLike(new JointOutputSpec(List.of(steps, steps))));
    assertFalse(joint.isLike(new JointOutputSpec(List.of(steps, new CrfOutputSpec(4)))));
    assertFalse(joint.isLike(steps));
  }

  private static void assertRefused(String part, List<OutputSpec> parts) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> new JointOutputSpec(parts)).getMessage();
    assertTrue(message.contains(part), message);
  }

  @Test
  void aBatchWithoutATargetIsRefused() {
    NetworkSpec spec = Cases.joints().get(0);
    Network joint = new Network(spec);
    float[] w = Cases.parameters(joint.layout().size(), 5);
    PackedBatch batch =
        Cases.packed(Cases.block(spec, List.of(Cases.sequences(spec, 1, 3).get(0))));
    Gradient g = joint.newGradient();
    NetworkSpec more = Cases.joints().get(6);
    Network wider = new Network(more);
    float[] v = Cases.parameters(wider.layout().size(), 5);
    assertThrows(
        IllegalArgumentException.class,
        () -> wider.gradient(v, batch, wider.newWorkspace(), wider.newGradient()));
    assertTrue(joint.gradient(w, batch, joint.newWorkspace(), g) > 0);
  }
}
