package org.sparkrnn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkrnn.data.BatchPlan.Purpose;

class BatchPlanTest {
  /** Sequences dealt to shards as ShardedDataset deals them: number i to shard i % S. */
  private static List<SequenceBlock> shards(int[] lengths, int S) {
    List<SequenceBlock> shards = new ArrayList<>();
    for (int s = 0; s < S; s++) {
      List<EncodedSequence> own = new ArrayList<>();
      for (int i = s; i < lengths.length; i += S) {
        own.add(new EncodedSequence(lengths[i], Column.tokens(new int[lengths[i]])));
      }
      shards.add(SequenceBlock.of(own, 0));
    }
    return shards;
  }

  private static int[] ascending(int n) {
    return IntStream.range(0, n).map(i -> 1 + i / 3).toArray();
  }

  @ParameterizedTest
  @CsvSource({
    "1,1,1",
    "1,4,1",
    "1,1,9",
    "7,1,3",
    "7,2,3",
    "10,4,3",
    "10,4,1",
    "12,4,4",
    "13,5,10",
    "3,7,2",
    "3,7,100",
    "100,8,32",
    "101,3,7",
    "64,64,5"
  })
  void everySequenceIsTakenOnceAnEpochInEvenShares(int n, int S, int B) {
    BatchPlan plan = new BatchPlan(5, n, S, B);
    List<SequenceBlock> shards = shards(ascending(n), S);
    Set<List<Integer>> taken = new HashSet<>();
    int[] batches = plan.batchOrder(2);
    assertEquals((n + B - 1) / B, batches.length);
    for (int batch : batches) {
      int least = Integer.MAX_VALUE;
      int most = 0;
      int size = 0;
      for (int s = 0; s < S; s++) {
        int[] order = plan.shardOrder(shards.get(s), 2, s);
        int count = plan.to(batch, s) - plan.from(batch, s);
        least = Math.min(least, count);
        most = Math.max(most, count);
        size += count;
        for (int j = plan.from(batch, s); j < plan.to(batch, s); j++) {
          assertTrue(taken.add(List.of(s, order[j])), "taken twice");
        }
      }
      assertTrue(most - least <= 1, "shares from " + least + " to " + most);
      assertEquals(batch == batches.length - 1 ? n - B * (batches.length - 1) : B, size);
    }
    assertEquals(n, taken.size());
  }

  @Test
  void noSequencesTakeNoSteps() {
    BatchPlan plan = new BatchPlan(1, 0, 3, 4);
    assertEquals(0, plan.steps());
    assertEquals(0, plan.batchOrder(0).length);
  }

  @Test
  void ordersDependOnSeedEpochAndShardAlone() {
    BatchPlan plan = new BatchPlan(3, 200, 2, 5);
    SequenceBlock block = shards(ascending(200), 2).get(0);
    int[] order = plan.shardOrder(block, 0, 0);
    assertArrayEquals(order, new BatchPlan(3, 200, 2, 5).shardOrder(block, 0, 0));
    assertArrayEquals(plan.batchOrder(4), new BatchPlan(3, 200, 2, 5).batchOrder(4));
    assertFalse(Arrays.equals(order, plan.shardOrder(block, 1, 0)), "epoch");
    assertFalse(Arrays.equals(order, plan.shardOrder(block, 0, 1)), "shard");
    assertFalse(Arrays.equals(order, new BatchPlan(4, 200, 2, 5).shardOrder(block, 0, 0)), "seed");
    assertFalse(Arrays.equals(plan.batchOrder(0), plan.batchOrder(1)), "epoch");
  }

  @Test
  void neighboursInAShardHaveSimilarLengths() {
    BatchPlan plan = new BatchPlan(1, 300, 1, 10);
    SequenceBlock block = shards(ascending(300), 1).get(0);
    int[] order = plan.shardOrder(block, 0, 0);
    for (int j = 1; j < order.length; j++) {
      int before = block.length(order[j - 1]);
      int length = block.length(order[j]);
      // Blurred by a factor up to 1.15 and up to one step, neighbours are no farther apart.
      assertTrue(length <= before * 1.15 + 2 && before <= length * 1.15 + 2, before + "," + length);
    }
  }

  @Test
  void theEpochsOrdersArePermutations() {
    BatchPlan plan = new BatchPlan(9, 50, 1, 3);
    SequenceBlock block = shards(ascending(50), 1).get(0);
    int[] expected = IntStream.range(0, 50).toArray();
    assertArrayEquals(expected, Arrays.stream(plan.shardOrder(block, 3, 0)).sorted().toArray());
    assertArrayEquals(
        IntStream.range(0, 17).toArray(), Arrays.stream(plan.batchOrder(3)).sorted().toArray());
  }

  @Test
  void noTwoPurposesShareARandomStream() {
    Set<Long> streams = new HashSet<>();
    int asked = 0;
    for (Purpose purpose : Purpose.values()) {
      for (int epoch = 0; epoch < 4; epoch++) {
        for (int shard = 0; shard < 4; shard++) {
          for (long seed : new long[] {-1, 0, 1, 1L << 40}) {
            streams.add(BatchPlan.stream(seed, epoch, shard, purpose));
            asked++;
          }
        }
      }
    }
    assertEquals(asked, streams.size());
  }

  @Test
  void keyedNumbersAreSpreadOverTheUnitInterval() {
    double sum = 0;
    int below = 0;
    for (int i = 0; i < 100; i++) {
      for (int t = 0; t < 100; t++) {
        double u = BatchPlan.uniform(77, i, t);
        assertTrue(u >= 0 && u < 1);
        sum += u;
        below += u < 0.1 ? 1 : 0;
      }
    }
    assertEquals(0.5, sum / 10_000, 0.02);
    assertEquals(0.1, below / 10_000.0, 0.02);
  }
}
