package org.sparkrnn.train.shard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.junit.jupiter.api.Test;
import org.sparkrnn.data.Column;
import org.sparkrnn.data.ColumnSpec;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.SequenceBlock;
import org.sparkrnn.data.Targets;
import org.sparkrnn.testkit.LocalSpark;
import org.sparkrnn.testkit.ToyData;

class ShardedDatasetTest {
  /** n sequences; some equal to each other, some empty. */
  private static List<EncodedSequence> sequences(int n) {
    Random random = new Random(n);
    List<EncodedSequence> sequences = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      int length = random.nextInt(5);
      int[] tokens = random.ints(length, 0, 3).toArray();
      sequences.add(new EncodedSequence(length, Column.tokens(tokens), Targets.labels(tokens)));
    }
    return sequences;
  }

  private static String content(SequenceBlock block, int i) {
    PackedBatch batch = new PackedBatch();
    batch.pack(block, new int[] {i}, 0, 1, PackedBatch.TokenFilter.NONE);
    return IntStream.range(0, batch.rows())
        .mapToObj(
            t ->
                batch.column(ColumnSpec.TOKENS).ints()[t]
                    + "/"
                    + batch.column(ColumnSpec.TARGETS).ints()[t])
        .collect(Collectors.joining(" "));
  }

  /** The content of every shard, in its order. */
  private static List<List<String>> contents(JavaRDD<EncodedSequence> rdd, int S, int partitions) {
    try (ShardedDataset shards = ShardedDataset.deal(rdd, 0, S, partitions)) {
      assertEquals(S, shards.numShards());
      assertEquals(Math.min(S, partitions), shards.rdd().getNumPartitions());
      List<Shard> all = new ArrayList<>(shards.rdd().collect());
      all.sort(Comparator.comparingInt(Shard::index));
      assertArrayEquals(
          IntStream.range(0, S).toArray(), all.stream().mapToInt(Shard::index).toArray());
      List<List<String>> contents = new ArrayList<>();
      long steps = 0;
      long count = 0;
      for (Shard shard : all) {
        SequenceBlock block = shard.block();
        contents.add(IntStream.range(0, block.size()).mapToObj(i -> content(block, i)).toList());
        steps += block.steps();
        count += block.size();
      }
      assertEquals(steps, shards.steps());
      assertEquals(count, shards.sequences());
      return contents;
    }
  }

  private static Map<String, Long> histogram(List<List<String>> contents) {
    return contents.stream()
        .flatMap(List::stream)
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }

  @Test
  void countsDifferByAtMostOneAndNothingIsLost() {
    List<EncodedSequence> sequences = sequences(23);
    SequenceBlock block = SequenceBlock.of(sequences, 0);
    Map<String, Long> expected =
        histogram(List.of(IntStream.range(0, 23).mapToObj(i -> content(block, i)).toList()));
    for (int S : new int[] {1, 4, 23}) {
      List<List<String>> contents = contents(ToyData.rdd(sequences, 3), S, 2);
      for (int s = 0; s < S; s++) {
        // Number i of the sorted data is in shard i % S, as BatchPlan assumes.
        assertEquals((23 - s + S - 1) / S, contents.get(s).size());
      }
      assertEquals(expected, histogram(contents));
    }
  }

  @Test
  void shardsDependOnTheDataAlone() {
    List<EncodedSequence> sequences = sequences(40);
    List<List<String>> expected = contents(ToyData.rdd(sequences, 1), 5, 1);
    for (int partitions : new int[] {2, 7}) {
      Collections.shuffle(sequences, new Random(partitions));
      assertEquals(expected, contents(ToyData.rdd(sequences, partitions), 5, partitions));
    }
  }

  @Test
  void fewerSequencesThanShardsLeaveSomeEmpty() {
    List<List<String>> contents = contents(ToyData.rdd(sequences(3), 2), 8, 3);
    assertEquals(3, contents.stream().mapToInt(List::size).sum());
    assertTrue(contents.get(7).isEmpty());
  }

  @Test
  void noDataMakesEmptyShards() {
    JavaRDD<EncodedSequence> none =
        LocalSpark.session()
            .sparkContext()
            .<EncodedSequence>emptyRDD(scala.reflect.ClassTag$.MODULE$.apply(EncodedSequence.class))
            .toJavaRDD();
    for (JavaRDD<EncodedSequence> rdd : List.of(none, ToyData.rdd(List.<EncodedSequence>of(), 3))) {
      assertEquals(List.of(List.of(), List.of(), List.of()), contents(rdd, 3, 2));
    }
  }

  @Test
  void aLocalMasterHasOneTaskWithAThreadForEachCore() {
    List<EncodedSequence> sequences = sequences(23);
    for (int S : new int[] {1, 5}) {
      try (ShardedDataset shards = ShardedDataset.deal(ToyData.rdd(sequences, 3), 0, S);
          ShardedDataset tasks = ShardedDataset.deal(ToyData.rdd(sequences, 2), 0, S, 4)) {
        assertEquals(1, shards.rdd().getNumPartitions());
        assertEquals(shards.rdd().context().defaultParallelism(), shards.threads());
        assertEquals(IntStream.range(0, S).boxed().toList(), shards.each(shard -> shard.index()));
        assertEquals(tasks.sha256(), shards.sha256());
        JavaRDD<Shard> rdd = shards.rdd();
        shards.followExecutors(); // none came or went
        assertTrue(rdd == shards.rdd());
      }
    }
  }
}
