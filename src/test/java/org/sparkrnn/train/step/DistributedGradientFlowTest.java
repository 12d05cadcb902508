package org.sparkrnn.train.step;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.Readout;
import org.sparkrnn.nn.GradientFlow;
import org.sparkrnn.nn.Network;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.sequence.CellType;
import org.sparkrnn.nn.sequence.ConvolutionSpec;
import org.sparkrnn.testkit.Cases;
import org.sparkrnn.testkit.Networks;
import org.sparkrnn.testkit.ToyData;
import org.sparkrnn.train.ExecutionType;
import org.sparkrnn.train.Trainer;
import org.sparkrnn.train.TrainingListener;
import org.sparkrnn.train.TrainingOptions;
import org.sparkrnn.train.shard.Shard;
import org.sparkrnn.train.shard.ShardedDataset;

/** Gradient flow that is measured where the shards are. */
class DistributedGradientFlowTest {
  private static final int[] LENGTHS = {4, 1, 0, 9, 2, 5, 5, 7, 3, 8, 1};
  private static final int K = 12; // beyond the longest
  private static final NetworkSpec SPEC =
      NetworkSpec.builder()
          .vocabularySize(5)
          .inputSize(4)
          .cell(CellType.GRU)
          .numLayers(2)
          .hiddenSize(6)
          .outputSize(3)
          .build();

  /**
   * Networks with both readouts, one and two directions, and fewer steps after layers with strides.
   */
  static List<NetworkSpec> networks() {
    NetworkSpec last = Networks.like(SPEC).readout(Readout.LAST_STEP).build();
    return List.of(
        SPEC,
        last,
        Networks.like(last).bidirectional(true).build(),
        Networks.like(last).convLayers(ConvolutionSpec.parse("4x3x2")).build(),
        Networks.like(SPEC).cell(CellType.NONE).build(),
        Networks.like(SPEC).cell(CellType.NONE).numLayers(1).window(2).build());
  }

  private static GradientFlow measure(
      NetworkSpec spec, List<EncodedSequence> sequences, float[] w, int partitions) {
    try (ShardedDataset data =
        ShardedDataset.deal(ToyData.rdd(sequences, partitions), 0, 3, partitions)) {
      return new DistributedGradientFlow(data, spec, K).measure(w);
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void itIsTheMeanOverAllSequencesOnAnyPartitions(NetworkSpec spec) {
    Network network = new Network(spec);
    float[] w = Cases.parameters(network.layout().size(), 3);
    List<EncodedSequence> sequences = Cases.sequences(spec, 7, LENGTHS);
    GradientFlow flow = measure(spec, sequences, w, 1);
    for (int partitions : new int[] {2, 5}) {
      assertArrayEquals(flow.means(), measure(spec, sequences, w, partitions).means());
    }
    GradientFlow sum =
        GradientFlow.none(Networks.recurrent(spec).size(), K); // one sequence at a time
    for (EncodedSequence sequence : sequences) {
      var one = Cases.packed(Cases.block(spec, List.of(sequence)));
      sum = sum.plus(network.gradientFlow(w, one, network.newWorkspace(), K));
    }
    for (int k = 0; k <= K; k++) {
      assertEquals(sum.sequences(k), flow.sequences(k));
      for (int l = 0; l < Networks.recurrent(spec).size(); l++) {
        assertEquals(sum.mean(l, k), flow.mean(l, k), 1e-5 * sum.mean(l, 0));
      }
    }
    assertTrue(flow.mean(0, 0) > 0);
  }

  @Test
  void beyondTheLongestSequenceThereIsNoMean() {
    float[] w = Cases.parameters(new Network(SPEC).layout().size(), 3);
    GradientFlow flow = measure(SPEC, Cases.sequences(SPEC, 7, LENGTHS), w, 2);
    assertEquals(K, flow.maxDistance());
    for (int k = 0; k <= K; k++) {
      assertEquals(k >= 9, Double.isNaN(flow.mean(0, k)), "k = " + k);
    }
    assertEquals(10, flow.sequences(0), "the empty one has no step");
    assertEquals(1, flow.sequences(8));
    assertTrue(Double.isNaN(measure(SPEC, Cases.sequences(SPEC, 7, 0), w, 1).mean(0, 0)));
  }

  @Test
  void ofALargeShardASampleIsTakenThatHoldsTheLongest() {
    int[] lengths = new int[40];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = i / 4 + 1;
    }
    Network network = new Network(SPEC);
    float[] w = Cases.parameters(network.layout().size(), 3);
    Shard shard = new Shard(0, Cases.block(SPEC, Cases.sequences(SPEC, 7, lengths)));
    GradientFlow flow = BatchArithmetic.gradientFlow(shard, SPEC, w, K, 10);
    for (int k = 0; k < 10; k++) { // one sequence of each length
      assertEquals(10 - k, flow.sequences(k));
    }
  }

  @Test
  void trainingRecordsEachEpochOnlyWhereAsked() {
    List<EncodedSequence> sequences = Cases.sequences(SPEC, 7, LENGTHS);
    List<double[][]> means = new ArrayList<>();
    float[] first = null;
    for (ExecutionType execution : ExecutionType.values()) {
      try (ShardedDataset data = ShardedDataset.deal(ToyData.rdd(sequences, 2), 0, 3, 2)) {
        TrainingOptions.Builder options =
            TrainingOptions.builder().batchSize(4).maxEpochs(2).execution(execution);
        Trainer.Result off = fit(options, data);
        off.epochs().forEach(epoch -> assertNull(epoch.gradientFlow()));
        Trainer.Result on = fit(options.gradientFlowSteps(K), data);
        assertArrayEquals(off.weights(), on.weights(), "measuring changes nothing");
        double[][] last = on.epochs().get(1).gradientFlow().means();
        assertArrayEquals(
            new DistributedGradientFlow(data, SPEC, K).measure(on.weights()).means(), last);
        assertEquals(
            Networks.recurrent(SPEC).size(), on.epochs().get(0).gradientFlow().numLayers());
        means.add(last);
        first = first == null ? on.weights() : first;
        assertArrayEquals(first, on.weights());
      }
    }
    assertArrayEquals(means.get(0), means.get(1), "on threads as in Spark");
  }

  private static Trainer.Result fit(TrainingOptions.Builder options, ShardedDataset data) {
    return new Trainer(new Network(SPEC), options.build(), data, null, TrainingListener.NONE).fit();
  }
}
