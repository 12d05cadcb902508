package org.sparkrnn.train.shard;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.apache.spark.Partitioner;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.SequenceBlock;

/**
 * Deals the n-th item, its key, to shard n mod S, and shard s to partition s P / S: neighbours lie
 * together and can be summed there.
 */
public final class ShardPartitioner extends Partitioner {
  private static final long serialVersionUID = 1L;
  private final int numShards;
  private final int partitions;

  /**
   * @param partitions at most; there are never more than shards
   */
  public ShardPartitioner(int numShards, int partitions) {
    this.numShards = numShards;
    this.partitions = Math.min(partitions, numShards);
  }

  @Override
  public int numPartitions() {
    return partitions;
  }

  @Override
  public int getPartition(Object n) {
    return partitionOf(shardOf(((Number) n).longValue()));
  }

  /**
   * The shards of a partition, each with its sequences in their order.
   *
   * @param sequences all of the partition, by key
   * @param width features a step, 0 for token inputs
   */
  public Iterator<Shard> shards(
      int partition, SortedMap<Long, EncodedSequence> sequences, int width) {
    return IntStream.range(0, numShards)
        .filter(shard -> partitionOf(shard) == partition)
        .mapToObj(shard -> new Shard(shard, SequenceBlock.of(own(shard, sequences), width)))
        .iterator();
  }

  private List<EncodedSequence> own(int shard, SortedMap<Long, EncodedSequence> sequences) {
    return sequences.entrySet().stream()
        .filter(entry -> shardOf(entry.getKey()) == shard)
        .map(Map.Entry::getValue)
        .toList();
  }

  private int shardOf(long n) {
    return (int) (n % numShards);
  }

  /** The partition in which a shard lies. */
  public int partitionOf(int shard) {
    return (int) ((long) shard * partitions / numShards);
  }
}
