package org.sparkrnn.train.shard;

import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import org.apache.spark.Partitioner;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.SequenceBlock;

/** Deals the item of key n to shard n mod S; each shard is a partition. */
public final class ShardPartitioner extends Partitioner {
  private static final long serialVersionUID = 1L;
  private final int numShards;

  /** Deals to {@code numShards} shards. */
  public ShardPartitioner(int numShards) {
    this.numShards = numShards;
  }

  @Override
  public int numPartitions() {
    return numShards;
  }

  @Override
  public int getPartition(Object n) {
    return (int) (((Number) n).longValue() % numShards);
  }

  /**
   * Makes a partition's shard, with its sequences in the order of their keys.
   *
   * @param sequences all sequences of the shard, by key
   * @param width features per step, 0 for token inputs
   */
  static Iterator<Shard> shard(int index, SortedMap<Long, EncodedSequence> sequences, int width) {
    return List.of(new Shard(index, SequenceBlock.of(List.copyOf(sequences.values()), width)))
        .iterator();
  }
}
