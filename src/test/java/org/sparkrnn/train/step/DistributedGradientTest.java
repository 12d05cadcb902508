package org.sparkrnn.train.step;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparkrnn.data.BatchPlan;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.SequenceBlock;
import org.sparkrnn.nn.Dropout;
import org.sparkrnn.nn.Evaluation;
import org.sparkrnn.nn.Gradient;
import org.sparkrnn.nn.Network;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.sequence.CellType;
import org.sparkrnn.testkit.Cases;
import org.sparkrnn.testkit.Networks;
import org.sparkrnn.testkit.ToyData;
import org.sparkrnn.train.StepTime;
import org.sparkrnn.train.shard.Shard;
import org.sparkrnn.train.shard.ShardedDataset;

/** Distributed gradients equal local ones for any partitions. */
class DistributedGradientTest {
  private static final int S = 6;
  private static final int BATCH = 17;
  private static final int[] LENGTHS = {
    5, 0, 9, 1, 3, 3, 12, 7, 2, 0, 4, 4, 8, 1, 6, 5, 2, 10, 3, 1, 7, 5, 9
  };

  /** The numbers of a shard's sequences, which are dealt in turn. */
  private static List<Integer> own(int shard) {
    List<Integer> own = new ArrayList<>();
    for (int i = shard; i < LENGTHS.length; i += S) {
      own.add(i);
    }
    return own;
  }

  private static List<Shard> shards(NetworkSpec spec, List<EncodedSequence> sequences) {
    List<Shard> shards = new ArrayList<>();
    for (int s = 0; s < S; s++) {
      shards.add(new Shard(s, Cases.block(spec, own(s).stream().map(sequences::get).toList())));
    }
    return shards;
  }

  private static ShardedDataset spread(List<Shard> shards, int partitions) {
    JavaRDD<Shard> rdd = ToyData.rdd(shards, partitions).persist(StorageLevel.MEMORY_ONLY());
    if (partitions > shards.size()) {
      List<Integer> sizes = rdd.glom().map(List::size).collect();
      assertTrue(sizes.contains(0), "one partition is to be empty");
    }
    return ShardedDataset.ofPersisted(rdd, S);
  }

  private static NetworkSpec spec(CellType cell, boolean tokens) {
    return NetworkSpec.builder()
        .vocabularySize(tokens ? 9 : 0)
        .inputSize(4)
        .cell(cell)
        .hiddenSize(6)
        .numLayers(2)
        .bidirectional(true)
        .outputSize(5)
        .build();
  }

  /** The mini-batch packed at once, on this thread. */
  private static float[] local(
      Network network, float[] w, List<EncodedSequence> sequences, BatchPlan plan, int batch) {
    SequenceBlock block = Cases.block(network.spec(), sequences);
    List<Integer> members = new ArrayList<>();
    for (Shard shard : shards(network.spec(), sequences)) {
      int[] order = plan.shardOrder(shard.block(), 1, shard.index());
      for (int j = plan.from(batch, shard.index()); j < plan.to(batch, shard.index()); j++) {
        members.add(own(shard.index()).get(order[j]));
      }
    }
    PackedBatch packed = new PackedBatch();
    int[] indices = members.stream().mapToInt(Integer::intValue).toArray();
    packed.pack(block, indices, 0, indices.length, PackedBatch.TokenFilter.NONE);
    Gradient gradient = network.newGradient();
    network.gradient(w, packed, network.newWorkspace(), gradient);
    return gradient.flat();
  }

  @ParameterizedTest
  @EnumSource(CellType.class)
  void theGradientOnAnyPartitionsIsThatOfOneThread(CellType cell) {
    for (boolean tokens : new boolean[] {true, false}) {
      NetworkSpec spec = spec(cell, tokens);
      Network network = new Network(spec);
      List<EncodedSequence> sequences = Cases.sequences(spec, 3, LENGTHS);
      BatchPlan plan = new BatchPlan(8, LENGTHS.length, S, BATCH);
      float[] w = Cases.parameters(network.layout().size(), 21);
      float[][] first = new float[plan.steps()][];
      for (int partitions : new int[] {1, 2, 7}) {
        try (ShardedDataset shards = spread(shards(spec, sequences), partitions)) {
          assertEquals(LENGTHS.length, shards.sequences());
          DistributedGradient source =
              new DistributedGradient(
                  shards, new GradientContribution(spec, plan, InputNoise.NONE, Dropout.NONE), 2);
          for (int batch = 0; batch < plan.steps(); batch++) {
            float[] actual = source.gradient(w, 1, batch, new StepTime()).gradient().flat();
            double[] expected = new double[w.length];
            float[] alone = local(network, w, sequences, plan, batch);
            Arrays.setAll(expected, i -> alone[i]);
            double error = Cases.relativeError(expected, actual, 0);
            assertTrue(error < 1e-6, partitions + " partitions: relative error " + error);
            if (first[batch] == null) {
              first[batch] = actual;
            }
            assertArrayEquals(first[batch], actual, 0f, partitions + " partitions");
          }
        }
      }
    }
  }

  /** Sums of fractional weights, and targets of every kind. */
  @Test
  void oneOutputASequenceAndWeightsDoNotDependOnPartitionsEither() {
    for (NetworkSpec spec :
        Cases.losses(
            Networks.like(spec(CellType.GRU, false)).outputSize(3).readout(Readout.LAST_STEP))) {
      Network network = new Network(spec);
      List<EncodedSequence> sequences = Cases.weighted(Cases.sequences(spec, 3, LENGTHS));
      BatchPlan plan = new BatchPlan(8, LENGTHS.length, S, LENGTHS.length);
      float[] w = Cases.parameters(network.layout().size(), 21);
      PackedBatch whole = Cases.packed(Cases.block(spec, sequences));
      double loss = network.gradient(w, whole, network.newWorkspace(), network.newGradient());
      GradientSum first = null;
      for (int partitions : new int[] {1, 7}) {
        try (ShardedDataset shards = spread(shards(spec, sequences), partitions)) {
          GradientSum sum =
              new DistributedGradient(
                      shards,
                      new GradientContribution(spec, plan, InputNoise.NONE, Dropout.NONE),
                      2)
                  .gradient(w, 0, 0, new StepTime());
          first = first == null ? sum : first;
          assertEquals(loss, sum.loss(), 1e-6 * loss);
          assertEquals(
              network.weight(whole, network.newWorkspace()), sum.weight(), 1e-9 * sum.weight());
          assertEquals(Arrays.stream(LENGTHS).sum(), sum.steps());
          assertEquals(first.weight(), sum.weight(), 0.0);
          assertArrayEquals(first.gradient().flat(), sum.gradient().flat(), 0f);
          Evaluation evaluation = new DistributedEvaluation(shards, spec).evaluate(w);
          assertEquals(
              network.evaluate(w, whole, network.newWorkspace()).meanLoss(),
              evaluation.meanLoss(),
              1e-6 * evaluation.meanLoss());
        }
      }
    }
  }

  @Test
  void wordDropoutDoesNotDependOnPartitionsEither() {
    NetworkSpec spec = spec(CellType.LSTM, true);
    List<EncodedSequence> sequences = Cases.sequences(spec, 3, LENGTHS);
    BatchPlan plan = new BatchPlan(8, LENGTHS.length, S, 50);
    float[] w = Cases.parameters(new Network(spec).layout().size(), 21);
    float[] dropped = null;
    for (int partitions : new int[] {1, 7}) {
      try (ShardedDataset shards = spread(shards(spec, sequences), partitions)) {
        float[] actual =
            new DistributedGradient(
                    shards,
                    new GradientContribution(
                        spec, plan, new InputNoise(0.5, 0, 0, 0), Dropout.NONE),
                    2)
                .gradient(w, 0, 0, new StepTime())
                .gradient()
                .flat();
        dropped = dropped == null ? actual : dropped;
        assertArrayEquals(dropped, actual, 0f);
        float[] kept =
            new DistributedGradient(
                    shards, new GradientContribution(spec, plan, InputNoise.NONE, Dropout.NONE), 3)
                .gradient(w, 0, 0, new StepTime())
                .gradient()
                .flat();
        assertFalse(Arrays.equals(kept, actual));
      }
    }
  }

  @Test
  void dropoutDoesNotDependOnPartitionsEither() {
    NetworkSpec spec = spec(CellType.GRU, true);
    List<EncodedSequence> sequences = Cases.sequences(spec, 3, LENGTHS);
    BatchPlan plan = new BatchPlan(8, LENGTHS.length, S, BATCH);
    float[] w = Cases.parameters(new Network(spec).layout().size(), 21);
    List<float[]> drawn = new ArrayList<>(); // of epochs 0 and 1, batches 0 and 1
    for (int partitions : new int[] {1, 2, 7}) {
      try (ShardedDataset shards = spread(shards(spec, sequences), partitions)) {
        for (Dropout rates :
            List.of(
                new Dropout(0.3, 0.4, 0.5, false),
                new Dropout(0.3, 0.4, 0.5, true).droppingWeights(0.3).droppingStates(0.2))) {
          DistributedGradient source =
              new DistributedGradient(
                  shards, new GradientContribution(spec, plan, InputNoise.NONE, rates), 2);
          for (int step = 0; step < 4; step++) {
            drawn.add(source.gradient(w, step / 2, step % 2, new StepTime()).gradient().flat());
          }
        }
      }
    }
    for (int i = 0; i < 8; i++) {
      assertArrayEquals(drawn.get(i), drawn.get(8 + i), 0f);
      assertArrayEquals(drawn.get(i), drawn.get(16 + i), 0f);
      for (int j = 0; j < i; j++) {
        assertFalse(Arrays.equals(drawn.get(j), drawn.get(i)));
      }
    }
  }

  /** Each shard's part of each mini-batch has masks of its own. */
  @Test
  void noTwoPartsShareTheirMasks() {
    BatchPlan plan = new BatchPlan(8, LENGTHS.length, S, BATCH);
    Set<Long> keys = new HashSet<>();
    for (int epoch = 0; epoch < 3; epoch++) {
      for (int shard = 0; shard < S; shard++) {
        for (int batch = 0; batch < 5; batch++) {
          assertTrue(keys.add(BatchArithmetic.dropoutKey(plan, epoch, shard, batch)));
        }
      }
    }
  }

  @Test
  void evaluationIsTheSameOnAnyPartitions() {
    NetworkSpec spec = spec(CellType.GRU, true);
    Network network = new Network(spec);
    List<EncodedSequence> sequences = Cases.sequences(spec, 3, LENGTHS);
    float[] w = Cases.parameters(network.layout().size(), 5);
    PackedBatch whole = Cases.packed(Cases.block(spec, sequences));
    double loss = network.evaluate(w, whole, network.newWorkspace()).meanLoss();
    double first = Double.NaN;
    for (int partitions : new int[] {1, 2, 7}) {
      try (ShardedDataset shards = spread(shards(spec, sequences), partitions)) {
        var evaluation = new DistributedEvaluation(shards, spec).evaluate(w);
        assertEquals(Arrays.stream(LENGTHS).sum(), evaluation.steps());
        assertEquals(loss, evaluation.meanLoss(), 1e-6 * loss);
        first = Double.isNaN(first) ? evaluation.meanLoss() : first;
        assertEquals(first, evaluation.meanLoss(), 0.0);
      }
    }
  }
}
