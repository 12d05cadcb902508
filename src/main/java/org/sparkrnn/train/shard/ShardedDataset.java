package org.sparkrnn.train.shard;

import java.io.Serializable;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.SequenceBlock;
import org.sparkrnn.train.JobScope;
import scala.Tuple2;

/**
 * A sequence dataset dealt to shards and cached, with one task's worth of shards a partition.
 *
 * <p>Sequences are sorted by length and content and dealt in turn. So all shards hold the same
 * number of sequences, give or take one, and nearly the same number of steps; and which sequence
 * comes where depends on the data alone, not on how it was partitioned or ordered.
 */
public final class ShardedDataset implements Shards, AutoCloseable {
  /** Length, then content; equal keys mean equal content, so that their order does not matter. */
  private static final class Rank implements Comparable<Rank>, Serializable {
    private static final long serialVersionUID = 1L;
    private static final Comparator<Rank> ORDER =
        Comparator.comparingInt((Rank r) -> r.length).thenComparingLong(r -> r.hash);

    private final int length;
    private final long hash;

    Rank(EncodedSequence sequence) {
      length = sequence.length();
      hash = sequence.contentHash();
    }

    @Override
    public int compareTo(Rank other) {
      return ORDER.compare(this, other);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Rank r && compareTo(r) == 0;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(hash);
    }
  }

  private final JavaRDD<Shard> rdd;
  private final int numShards;
  private final long sequences;
  private final long steps;
  private final long emptySequences;
  private final long longest;
  private final long bytes;
  private final long packedBytes;

  private ShardedDataset(JavaRDD<Shard> rdd, int numShards) {
    this.rdd = rdd;
    this.numShards = numShards;
    List<long[]> counts = rdd.map(shard -> counts(shard.block())).collect();
    sequences = counts.stream().mapToLong(count -> count[0]).sum();
    steps = counts.stream().mapToLong(count -> count[1]).sum();
    emptySequences = counts.stream().mapToLong(count -> count[2]).sum();
    longest = counts.stream().mapToLong(count -> count[3]).max().orElse(0);
    bytes = counts.stream().mapToLong(count -> count[4]).sum();
    packedBytes = counts.stream().mapToLong(count -> count[5]).sum();
  }

  /** Sequences, steps, empty sequences, the length of the longest, and bytes of both kinds. */
  private static long[] counts(SequenceBlock block) {
    long empty = 0;
    long longest = 0;
    for (int i = 0; i < block.size(); i++) {
      empty += block.length(i) == 0 ? 1 : 0;
      longest = Math.max(longest, block.length(i));
    }
    return new long[] {
      block.size(), block.steps(), empty, longest, block.bytes(), block.packedBytes()
    };
  }

  /**
   * Deals and caches; runs jobs.
   *
   * @param width features a step, 0 for token inputs
   * @param partitions at most {@code numShards} are used
   */
  public static ShardedDataset deal(
      JavaRDD<EncodedSequence> sequences, int width, int numShards, int partitions) {
    JobScope.describe(sequences.context(), "deal sequences to " + numShards + " shards");
    ShardPartitioner partitioner = new ShardPartitioner(numShards, partitions);
    JavaRDD<Shard> rdd =
        sequences
            .mapToPair(sequence -> new Tuple2<>(new Rank(sequence), sequence))
            .sortByKey()
            .values()
            .zipWithIndex()
            .mapToPair(Tuple2::swap)
            .partitionBy(partitioner)
            .mapPartitionsWithIndex(
                (partition, ranked) -> partitioner.shards(partition, sorted(ranked), width), true)
            .setName("spark-rnn shards")
            .persist(StorageLevel.MEMORY_AND_DISK());
    return ofPersisted(rdd, numShards);
  }

  /** Wraps shards that are persisted already; every index of 0..numShards-1 must occur once. */
  public static ShardedDataset ofPersisted(JavaRDD<Shard> rdd, int numShards) {
    try {
      return new ShardedDataset(rdd, numShards);
    } catch (Throwable t) {
      JobScope.uninterrupted(() -> rdd.unpersist(false));
      throw t;
    }
  }

  private static SortedMap<Long, EncodedSequence> sorted(
      Iterator<Tuple2<Long, EncodedSequence>> ranked) {
    SortedMap<Long, EncodedSequence> sorted = new TreeMap<>();
    ranked.forEachRemaining(sequence -> sorted.put(sequence._1, sequence._2));
    return sorted;
  }

  /** The shards themselves. */
  public JavaRDD<Shard> rdd() {
    return rdd;
  }

  @Override
  public int numShards() {
    return numShards;
  }

  @Override
  public long sequences() {
    return sequences;
  }

  @Override
  public long steps() {
    return steps;
  }

  /** Runs a job. */
  @Override
  public String sha256() {
    describe("take the fingerprint of the data");
    return LocalShards.sha256(each(shard -> shard.block().sha256()));
  }

  /** Runs a job. */
  @Override
  public <R> List<R> each(Question<R> question) {
    return rdd.map(shard -> new Tuple2<>(shard.index(), question.ask(shard))).collect().stream()
        .sorted(Comparator.comparingInt(Tuple2::_1))
        .map(Tuple2::_2)
        .toList();
  }

  @Override
  public Optional<SparkContext> context() {
    return Optional.of(rdd.context());
  }

  @Override
  public void describe(String what) {
    JobScope.describe(rdd.context(), what);
  }

  /** Sequences without a step, which count for nothing. */
  public long emptySequences() {
    return emptySequences;
  }

  /** Steps of the longest sequence. */
  public long longest() {
    return longest;
  }

  /** Of all blocks, as they are cached and sent. */
  public long bytes() {
    return bytes;
  }

  /** A step's share of what a packed batch takes. */
  public long packedBytesPerStep() {
    return steps == 0 ? 0 : (packedBytes - 1) / steps + 1;
  }

  /** Removes the cached blocks, without waiting. */
  @Override
  public void close() {
    JobScope.uninterrupted(() -> rdd.unpersist(false));
  }
}
