package org.sparkrnn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparkrnn.data.ColumnSpec;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.SequenceBlock;
import org.sparkrnn.data.StreamPlan;
import org.sparkrnn.nn.Dropout;
import org.sparkrnn.nn.Gradient;
import org.sparkrnn.nn.Network;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.sequence.CellType;
import org.sparkrnn.testkit.Cases;
import org.sparkrnn.testkit.LocalSpark;
import org.sparkrnn.train.shard.Shard;
import org.sparkrnn.train.shard.ShardedDataset;
import org.sparkrnn.train.shard.StreamShards;
import org.sparkrnn.train.step.DistributedEvaluation;
import org.sparkrnn.train.step.DistributedGradient;
import org.sparkrnn.train.step.GradientSource;
import org.sparkrnn.train.step.GradientSum;
import org.sparkrnn.train.step.InputNoise;
import org.sparkrnn.train.step.StreamGradient;

/** Truncated BPTT over streams: cuts, carried states, and the same bits wherever it is computed. */
class StreamGradientTest {
  private static final int V = 7;
  private static final int BOUNDARY = 1;
  private static final int STREAMS = 5;
  private static final int S = 3;
  private static final int STEPS = 83;

  private static NetworkSpec spec(CellType cell) {
    return NetworkSpec.builder()
        .vocabularySize(V)
        .inputSize(4)
        .cell(cell)
        .hiddenSize(6)
        .numLayers(2)
        .outputSize(V)
        .build();
  }

  /** 83 tokens in rows of 0 to 8. */
  private static List<int[]> rows() {
    Random random = new Random(5);
    List<int[]> rows = new ArrayList<>();
    for (int left = STEPS; left > 0; ) {
      int[] row = random.ints(Math.min(left, random.nextInt(9)), 0, V).toArray();
      rows.add(row);
      left -= row.length;
    }
    return rows;
  }

  private static ShardedDataset deal(int streams, int partitions, int slots) {
    JavaSparkContext sc = JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());
    JavaRDD<int[]> rows = sc.parallelize(rows(), slots);
    return StreamShards.deal(rows, BOUNDARY, streams, S, partitions);
  }

  private static int[] text() {
    return rows().stream().flatMapToInt(Arrays::stream).toArray();
  }

  @Test
  void streamsAreTheTextCutByPositionWhateverTheRowsAndPartitions() {
    int[] text = text();
    for (int slots : new int[] {1, 4, 40}) {
      for (int streams : new int[] {1, 2, STREAMS, STEPS, 1000}) {
        try (ShardedDataset shards = deal(streams, 2, slots)) {
          int B = Math.min(streams, STEPS);
          assertEquals(B, shards.sequences());
          assertEquals(STEPS, shards.steps());
          Map<Integer, int[][]> found = new TreeMap<>();
          for (Shard shard : shards.rdd().collect()) {
            PackedBatch batch = Cases.packed(shard.block());
            for (int b = 0; b < batch.sequences(); b++) {
              int[][] both = new int[2][batch.length(b)];
              for (int t = 0; t < batch.length(b); t++) {
                both[0][t] = batch.column(ColumnSpec.TOKENS).ints()[batch.row(b, t)];
                both[1][t] = batch.column(ColumnSpec.TARGETS).ints()[batch.row(b, t)];
              }
              found.put(batch.position(b) * S + shard.index(), both);
            }
          }
          int at = 0;
          for (int[][] stream : found.values()) {
            int T = stream[0].length;
            assertTrue(T == STEPS / B || T == STEPS / B + 1, T + " steps");
            assertArrayEquals(Arrays.copyOfRange(text, at, at + T), stream[1]);
            assertEquals(at == 0 ? BOUNDARY : text[at - 1], stream[0][0]);
            assertArrayEquals(
                Arrays.copyOfRange(stream[1], 0, T - 1), Arrays.copyOfRange(stream[0], 1, T));
            at += T;
          }
          assertEquals(STEPS, at);
        }
      }
    }
  }

  private static StreamGradient gradient(NetworkSpec spec, StreamPlan plan, Dropout dropout) {
    return new StreamGradient(
        spec, plan, 3, new InputNoise(dropout == Dropout.NONE ? 0 : 0.2, 0, 0, 0), dropout);
  }

  @ParameterizedTest
  @EnumSource(CellType.class)
  void oneChunkOfWholeStreamsGivesTheGradientOfFullBackPropagation(CellType cell) {
    NetworkSpec spec = spec(cell);
    Network network = new Network(spec);
    float[] w = Cases.parameters(network.layout().size(), 4);
    try (ShardedDataset shards = deal(STREAMS, 2, 4)) {
      for (int tbptt : new int[] {17, 18, 1000}) { // 83 / 5: the longest stream has 17 steps
        StreamPlan plan = new StreamPlan(STREAMS, STEPS, S, tbptt);
        assertEquals(1, plan.chunks());
        for (Shard shard : shards.rdd().collect()) {
          PackedBatch whole = Cases.packed(shard.block());
          Gradient full = network.newGradient();
          double loss = network.gradient(w, whole, network.newWorkspace(), full);
          GradientSum sum = new GradientSum(1);
          gradient(spec, plan, Dropout.NONE).add(sum, new Shard(0, shard.block()), w, null, 0, 0);
          assertEquals(loss, sum.loss());
          assertArrayEquals(full.flat(), sum.gradient().flat());
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(CellType.class)
  void chunksThatCarryTheStateHaveTheLossOfOnePass(CellType cell) {
    NetworkSpec spec = spec(cell);
    Network network = new Network(spec);
    float[] w = Cases.parameters(network.layout().size(), 4);
    try (ShardedDataset shards = deal(STREAMS, 2, 4)) {
      double expected = 0;
      for (Shard shard : shards.rdd().collect()) {
        Network.Workspace ws = network.newWorkspace();
        PackedBatch whole = Cases.packed(shard.block());
        expected += network.evaluate(w, whole, ws).meanLoss() * whole.rows();
      }
      for (int tbptt : new int[] {1, 4, 10}) {
        StreamPlan plan = new StreamPlan(STREAMS, STEPS, S, tbptt);
        DistributedGradient source =
            new DistributedGradient(shards, gradient(spec, plan, Dropout.NONE), 2);
        float[] carried = null;
        double loss = 0;
        long steps = 0;
        for (int chunk = 0; chunk < plan.chunks(); chunk++) {
          assertTrue(plan.from(chunk + 1) - plan.from(chunk) <= tbptt);
          GradientSum sum = source.gradient(w, carried, 0, chunk, new StepTime());
          carried = sum.carried();
          loss += sum.loss();
          steps += sum.steps();
        }
        assertEquals(STEPS, steps);
        assertEquals(expected, loss, 1e-5 * expected);
        double evaluated = new DistributedEvaluation(shards, spec, tbptt).evaluate(w).meanLoss();
        assertEquals(expected / STEPS, evaluated, 1e-5);
      }
    }
  }

  @Test
  void partitionsAndThreadsGiveTheSameBitsWithDropoutToo() {
    NetworkSpec spec = spec(CellType.LSTM);
    float[] w = Cases.parameters(new Network(spec).layout().size(), 4);
    StreamPlan plan = new StreamPlan(STREAMS, STEPS, S, 6);
    for (Dropout dropout :
        List.of(
            Dropout.NONE,
            new Dropout(0.2, 0.3, 0.1, true).droppingWeights(0.2).droppingStates(0.3))) {
      List<float[]> first = null;
      for (int partitions : new int[] {1, 2, 3}) {
        try (ShardedDataset shards = deal(STREAMS, partitions, 2 + partitions)) {
          for (ExecutionType execution : ExecutionType.values()) {
            List<float[]> all = new ArrayList<>();
            try (GradientSource source =
                execution.source(shards, gradient(spec, plan, dropout), 2)) {
              float[] carried = null;
              for (int chunk = 0; chunk < plan.chunks(); chunk++) {
                GradientSum sum = source.gradient(w, carried, 1, chunk, new StepTime());
                carried = sum.carried();
                all.add(sum.gradient().flat());
                all.add(carried);
              }
            }
            first = first == null ? all : first;
            for (int i = 0; i < all.size(); i++) {
              assertArrayEquals(first.get(i), all.get(i), partitions + " " + execution);
            }
          }
        }
      }
    }
  }

  @Test
  void moreShardsThanStreamsLeaveSomeEmpty() {
    NetworkSpec spec = spec(CellType.GRU);
    Network network = new Network(spec);
    TrainingOptions options =
        TrainingOptions.builder().maxEpochs(2).wordDropout(0).tbpttLength(20).build();
    try (ShardedDataset shards = deal(2, 2, 3)) {
      Trainer.Result result =
          new Trainer(network, options, shards, shards, TrainingListener.NONE).fit();
      assertEquals(2, result.epochs().size());
      assertEquals(2 * 3, result.epochs().stream().mapToLong(e -> e.time().steps()).sum());
      assertEquals(STEPS, result.epochs().get(0).sequenceSteps());
    }
  }

  @Test
  void wholeSequencesCarryNothing() {
    assertNull(new GradientSum(2).carried());
    SequenceBlock block = SequenceBlock.of(List.of(), 0);
    assertEquals(0, block.steps(3, 9).size());
  }
}
