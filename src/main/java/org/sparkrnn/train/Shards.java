package org.sparkrnn.train;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.SequenceBlock;
import scala.Tuple2;

/**
 * A sequence dataset dealt to shards and cached, with one task's worth of shards a partition.
 *
 * <p>Sequences are sorted by length and content and dealt in turn. So all shards hold the same
 * number of sequences, give or take one, and nearly the same number of steps; and which sequence
 * comes where depends on the data alone, not on how it was partitioned or ordered.
 */
public final class Shards implements AutoCloseable {
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

  /** Sends shard s of S to partition s * P / S: neighbours lie together and can be summed there. */
  private static final class ByShard extends Partitioner {
    private static final long serialVersionUID = 1L;
    private final int numShards;
    private final int partitions;

    ByShard(int numShards, int partitions) {
      this.numShards = numShards;
      this.partitions = partitions;
    }

    @Override
    public int numPartitions() {
      return partitions;
    }

    @Override
    public int getPartition(Object rank) {
      return partitionOf((int) ((Long) rank % numShards));
    }

    private int partitionOf(int shard) {
      return (int) ((long) shard * partitions / numShards);
    }
  }

  private final JavaRDD<Shard> rdd;
  private final int numShards;
  private final long sequences;
  private final long steps;

  private Shards(JavaRDD<Shard> rdd, int numShards) {
    this.rdd = rdd;
    this.numShards = numShards;
    List<long[]> counts =
        rdd.map(shard -> new long[] {shard.block().size(), shard.block().steps()}).collect();
    sequences = counts.stream().mapToLong(count -> count[0]).sum();
    steps = counts.stream().mapToLong(count -> count[1]).sum();
  }

  /**
   * Deals and caches; runs jobs.
   *
   * @param width features a step, 0 for token inputs
   * @param partitions at most {@code numShards} are used
   */
  public static Shards deal(
      JavaRDD<EncodedSequence> sequences, int width, int numShards, int partitions) {
    ByShard partitioner = new ByShard(numShards, Math.min(partitions, numShards));
    JavaRDD<Shard> rdd =
        sequences
            .mapToPair(sequence -> new Tuple2<>(new Rank(sequence), sequence))
            .sortByKey()
            .values()
            .zipWithIndex()
            .mapToPair(Tuple2::swap)
            .partitionBy(partitioner)
            .mapPartitionsWithIndex(
                (partition, ranked) -> build(partition, ranked, partitioner, width).iterator(),
                true)
            .setName("spark-rnn shards")
            .persist(StorageLevel.MEMORY_AND_DISK());
    return ofPersisted(rdd, numShards);
  }

  /** Wraps shards that are persisted already; every index of 0..numShards-1 must occur once. */
  static Shards ofPersisted(JavaRDD<Shard> rdd, int numShards) {
    try {
      return new Shards(rdd, numShards);
    } catch (Throwable t) {
      rdd.unpersist(false);
      throw t;
    }
  }

  private static List<Shard> build(
      int partition,
      java.util.Iterator<Tuple2<Long, EncodedSequence>> ranked,
      ByShard partitioner,
      int width) {
    List<Tuple2<Long, EncodedSequence>> sorted = new ArrayList<>();
    ranked.forEachRemaining(sorted::add);
    sorted.sort(Comparator.comparingLong(Tuple2::_1));
    List<Shard> shards = new ArrayList<>();
    for (int shard = 0; shard < partitioner.numShards; shard++) {
      if (partitioner.partitionOf(shard) == partition) {
        int s = shard;
        List<EncodedSequence> own =
            sorted.stream().filter(r -> r._1 % partitioner.numShards == s).map(r -> r._2).toList();
        shards.add(new Shard(shard, SequenceBlock.of(own, width)));
      }
    }
    return shards;
  }

  public JavaRDD<Shard> rdd() {
    return rdd;
  }

  public int numShards() {
    return numShards;
  }

  /** n, in all shards. */
  public long sequences() {
    return sequences;
  }

  /** The sum of all lengths. */
  public long steps() {
    return steps;
  }

  /** Removes the cached blocks, without waiting. */
  @Override
  public void close() {
    rdd.unpersist(false);
  }
}
